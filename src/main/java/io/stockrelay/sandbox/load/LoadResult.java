package io.stockrelay.sandbox.load;

import java.time.Duration;
import java.util.SortedMap;

/**
 * What became of a load.
 *
 * @param sent calls that were begun
 * @param accepted calls answered with 2xx
 * @param refused calls answered with another status, by status
 * @param unanswered calls whose connection failed or timed out: they may have been applied
 * @param elapsed from the first call due to the last answer
 * @param latencies from the moment a call was due to its answer, unanswered calls included
 */
public record LoadResult(
        long sent,
        long accepted,
        SortedMap<Integer, Long> refused,
        long unanswered,
        Duration elapsed,
        Latencies latencies) {

    /** Accepted calls in each second, rounded down. */
    public long acceptedPerSecond() {
        return accepted * 1_000_000_000 / Math.max(1, elapsed.toNanos());
    }
}
