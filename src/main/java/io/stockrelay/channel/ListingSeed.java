package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One listing as the configuration names it.
 *
 * @param location null where the channel shows the sum of its pool
 */
public record ListingSeed(
        ChannelId channel, Sku sku, @Nullable LocationId location, Map<String, String> external) {}
