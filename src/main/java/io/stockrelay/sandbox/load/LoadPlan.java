package io.stockrelay.sandbox.load;

import java.time.Duration;

/**
 * How much load, how fast and for how long.
 *
 * @param calls how many at most, 1 to 5,000,000
 * @param connections how many are under way at once, 1 to 512
 * @param callsPerSecond calls become due at this rate whether or not earlier ones were answered; 0 sends as fast as the
 *     answers come
 * @param atMost no call begins after this time
 */
public record LoadPlan(int calls, int connections, int callsPerSecond, Duration atMost) {
    static final int CALLS_MAX = 5_000_000;
    static final int CONNECTIONS_MAX = 512;
    static final int CALLS_PER_SECOND_MAX = 1_000_000;

    public LoadPlan {
        requireInRange("calls", calls, 1, CALLS_MAX);
        requireInRange("connections", connections, 1, CONNECTIONS_MAX);
        requireInRange("callsPerSecond", callsPerSecond, 0, CALLS_PER_SECOND_MAX);
        if (atMost.isNegative() || atMost.isZero()) {
            throw new IllegalArgumentException("atMost must be positive: " + atMost);
        }
    }

    /** When a call is due, in nanoseconds after the start; 0 without a rate. */
    long dueAfterNanos(long call) {
        return callsPerSecond == 0 ? 0 : call * 1_000_000_000L / callsPerSecond;
    }

    private static void requireInRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + value);
        }
    }
}
