package io.stockrelay.channel;

import org.jspecify.annotations.Nullable;

/**
 * What is stored about a running channel.
 *
 * @param pace null where it never ran
 */
public record ChannelState(
        boolean isPaused, Health health, @Nullable Pace pace) {}
