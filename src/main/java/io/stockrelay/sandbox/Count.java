package io.stockrelay.sandbox;

import java.util.Locale;

/** What a simulated channel counts. */
public enum Count {
    /** Every call that reached the channel, also those a fault struck. */
    CALLS,
    WRITE_CALLS,
    READ_CALLS,
    TOKEN_CALLS,
    /** Quantities accepted, also those that equal what was there. */
    WRITES,
    /** Items refused by a rule of the channel, and calls refused whole. */
    REFUSED,
    /** Items refused because the channel held another quantity than the caller expected. */
    STALE,
    THROTTLED,
    UNAUTHORISED,
    /** Calls answered from memory because their idempotency key had been seen. */
    REPLAYED;

    /** The name used in JSON. */
    public String word() {
        String[] parts = name().toLowerCase(Locale.ROOT).split("_", -1);
        return parts.length == 1
                ? parts[0]
                : parts[0] + Character.toUpperCase(parts[1].charAt(0)) + parts[1].substring(1);
    }
}
