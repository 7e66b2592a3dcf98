package io.stockrelay.bench;

import io.stockrelay.sandbox.load.LoadResult;
import java.time.Duration;
import java.util.Arrays;

/** Median and 99th percentile of single operations. */
record Latency(Duration p50, Duration p99) {

    static Latency of(LoadResult result) {
        return new Latency(result.latencies().p50(), result.latencies().p99());
    }

    static Latency ofNanos(long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(rank(sorted, 50), rank(sorted, 99));
    }

    /** Nearest rank: the smallest that at least so many of a hundred do not exceed; zero of nothing. */
    private static Duration rank(long[] sorted, int ofHundred) {
        if (sorted.length == 0) {
            return Duration.ZERO;
        }
        long rank = ((long) sorted.length * ofHundred + 99) / 100;
        return Duration.ofNanos(sorted[(int) Math.max(0, rank - 1)]);
    }
}
