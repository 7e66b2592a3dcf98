package io.stockrelay.channel;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many calls are free now; everything in thousandths of a token.
 *
 * @param perSecond 0 lifts the limit
 * @param at when {@code tokens} was true
 */
public record TokenBucket(long tokens, long capacity, long perSecond, Instant at) {

    static final long ONE = 1_000;
    static final TokenBucket LIFTED = new TokenBucket(0, 0, 0, Instant.EPOCH);

    static TokenBucket full(int perSecond, int burst, Instant now) {
        return new TokenBucket(burst * ONE, burst * ONE, perSecond * ONE, now);
    }

    boolean isLifted() {
        return perSecond == 0;
    }

    TokenBucket refilledAt(Instant now) {
        long millis = Math.max(0, Duration.between(at, now).toMillis());
        if (isLifted() || millis == 0) {
            return this;
        }
        // A long absence must not overflow: past the time that fills it whole it is simply full.
        boolean isFull = millis / 1_000 > capacity / Math.max(1, perSecond) + 1;
        long filled = isFull ? capacity : Math.min(capacity, tokens + perSecond * millis / 1_000);
        return new TokenBucket(filled, capacity, perSecond, now);
    }

    /** How many calls of that cost may be made now. */
    int calls(long cost) {
        return isLifted()
                ? Integer.MAX_VALUE
                : (int) Math.min(Integer.MAX_VALUE, Math.max(0, tokens) / Math.max(1, cost));
    }

    TokenBucket taken(long cost) {
        return isLifted() ? this : new TokenBucket(tokens - cost, capacity, perSecond, at);
    }

    /** When one call of that cost is free; a call dearer than the bucket holds is free when it is full. */
    Instant freeAt(long cost) {
        long missing = Math.min(cost, capacity) - tokens;
        return isLifted() || missing <= 0 ? at : at.plusMillis((missing * 1_000 + perSecond - 1) / perSecond);
    }

    /** What the channel itself says beats what we believed. */
    TokenBucket learned(PaceSignal signal, Instant now) {
        long newCapacity = signal.maximum() == null ? Math.max(capacity, signal.cost()) : signal.maximum();
        @Nullable Long available = signal.available();
        long newTokens = available == null ? Math.min(tokens, newCapacity) : available;
        return new TokenBucket(newTokens, newCapacity, signal.perSecond(), now);
    }
}
