package io.stockrelay.sandbox;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Running totals of one simulated channel since it started. */
public final class Counters {
    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);
    private final AtomicLong maxInOneCall = new AtomicLong();

    Counters() {}

    public long of(Count count) {
        return counts.get(count.ordinal());
    }

    /** The largest number of quantities that came in one call. */
    public long maxInOneCall() {
        return maxInOneCall.get();
    }

    void add(Count count) {
        add(count, 1);
    }

    void add(Count count, long n) {
        counts.addAndGet(count.ordinal(), n);
    }

    void itemsInCall(int items) {
        maxInOneCall.accumulateAndGet(items, Math::max);
    }

    void call(Operation operation) {
        add(Count.CALLS);
        add(
                switch (operation) {
                    case WRITE -> Count.WRITE_CALLS;
                    case READ -> Count.READ_CALLS;
                    case TOKEN -> Count.TOKEN_CALLS;
                    case WEBHOOK -> throw new IllegalArgumentException("a webhook is no call");
                });
    }
}
