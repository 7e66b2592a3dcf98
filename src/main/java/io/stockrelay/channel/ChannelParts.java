package io.stockrelay.channel;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.stock.Positions;
import java.time.Clock;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every channel's worker is made of.
 *
 * @param keys new idempotency keys
 * @param random 0 to 1, for jitter
 * @param orderPolls null where nobody's orders are polled
 */
public record ChannelParts(
        Publications publications,
        ChannelStates states,
        Positions positions,
        PushRoute routes,
        DeadLetters deadLetters,
        ChannelMeters meters,
        Clock clock,
        Supplier<UUID> keys,
        DoubleSupplier random,
        @Nullable OrderPolls orderPolls) {}
