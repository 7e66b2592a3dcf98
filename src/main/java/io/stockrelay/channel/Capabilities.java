package io.stockrelay.channel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a channel's contract can do.
 *
 * @param batchMax the most listings one call may carry
 * @param hasCompareAndSet whether a write can be made conditional on what the channel holds
 * @param hasReadBack whether what the channel holds can be asked
 * @param parallelCalls calls that may be under way at the same time
 * @param keyLife how long the channel remembers idempotency keys; null where it has none
 */
public record Capabilities(
        int batchMax,
        boolean hasCompareAndSet,
        boolean hasReadBack,
        int parallelCalls,
        @Nullable Duration keyLife) {}
