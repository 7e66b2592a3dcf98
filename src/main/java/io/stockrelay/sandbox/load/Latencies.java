package io.stockrelay.sandbox.load;

import java.time.Duration;
import java.util.Arrays;

/**
 * Percentiles of all the latencies of a load, in whole microseconds. Zero where nothing was measured.
 *
 * @param p999 999 of 1,000 were at most this
 */
public record Latencies(Duration p50, Duration p90, Duration p99, Duration p999, Duration max) {

    static Latencies of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latencies(at(sorted, 500), at(sorted, 900), at(sorted, 990), at(sorted, 999), at(sorted, 1_000));
    }

    /** Nearest rank: the smallest latency that at least so many of 1,000 do not exceed. */
    private static Duration at(long[] sorted, int ofThousand) {
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        long rank = ((long) sorted.length * ofThousand + 999) / 1_000;
        return Duration.ofNanos(sorted[(int) Math.max(0, rank - 1)] / 1_000 * 1_000);
    }
}
