package io.stockrelay.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of what a simulated channel shows.
 *
 * @param sequence 1, 2, 3, … in the order in which the channel applied them
 * @param key the idempotency key, submission or request the write came under; null for seeds and sales
 */
public record JournalEntry(
        long sequence,
        Kind kind,
        String listing,
        long from,
        long value,
        Instant at,
        @Nullable String key) {

    /** Who changed the quantity: the test's seed, a write over the channel's API, or a shopper. */
    public enum Kind {
        SEED,
        WRITE,
        SALE
    }
}
