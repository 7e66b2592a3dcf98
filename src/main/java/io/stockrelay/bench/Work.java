package io.stockrelay.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one side did in one round.
 *
 * @param units events, rows or messages
 * @param latency of single operations; null where there are none
 */
record Work(long units, Duration elapsed, @Nullable Latency latency) {

    double perSecond() {
        return units * 1e9 / Math.max(1, elapsed.toNanos());
    }
}
