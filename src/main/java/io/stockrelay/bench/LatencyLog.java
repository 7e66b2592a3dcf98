package io.stockrelay.bench;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The latencies one thread measured, the newest million at most. */
final class LatencyLog {

    private static final int KEPT_MAX = 1_000_000;

    private long[] nanos = new long[1_024];
    private long count;

    void add(long elapsed) {
        if (count == nanos.length && count < KEPT_MAX) {
            nanos = Arrays.copyOf(nanos, Math.min(KEPT_MAX, nanos.length * 2));
        }
        nanos[(int) (count++ % nanos.length)] = elapsed;
    }

    long count() {
        return count;
    }

    static Latency of(Stream<LatencyLog> logs) {
        return Latency.ofNanos(logs.flatMapToLong(LatencyLog::kept).toArray());
    }

    private LongStream kept() {
        return Arrays.stream(nanos, 0, (int) Math.min(count, nanos.length));
    }
}
