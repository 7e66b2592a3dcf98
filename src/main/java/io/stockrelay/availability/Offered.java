package io.stockrelay.availability;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is asked for: one SKU on one channel.
 *
 * @param category of the item master; null where it has none
 * @param location of the listing, or of the pool's location for the safety stock; null where the pool is summed
 */
public record Offered(
        ChannelId channel,
        Sku sku,
        @Nullable String category,
        @Nullable LocationId location) {

    Offered at(LocationId newLocation) {
        return new Offered(channel, sku, category, newLocation);
    }
}
