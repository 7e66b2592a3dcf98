package io.stockrelay.stock;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known under one reference. Sums are never cut by a statement.
 *
 * @param expected the newest stated expectation; null where none was stated
 * @param transferred what transfers sent here under this reference
 * @param reserved what is promised under it, as far as it was not released
 * @param promisedMax the most that ever was promised under it: so much of an order in a source's book is ours
 */
public record ReferenceTotals(
        @Nullable Expected expected,
        long transferred,
        long received,
        long dispatched,
        long reserved,
        long promisedMax) {

    public static final ReferenceTotals NONE = new ReferenceTotals(null, 0, 0, 0, 0, 0);

    /** Promised now, and never more than that before. */
    public ReferenceTotals(
            @Nullable Expected expected, long transferred, long received, long dispatched, long reserved) {
        this(expected, transferred, received, dispatched, reserved, reserved);
    }

    /** One statement of what is expected; of two the later holds, then the lower, then the greater id. */
    public record Expected(
            long units,
            Instant at,
            String eventId,
            @Nullable LocalDate dueOn) {

        boolean supersedes(Expected other) {
            int order = at.compareTo(other.at);
            if (order == 0) {
                order = Long.compare(other.units, units);
            }
            return order != 0 ? order > 0 : eventId.compareTo(other.eventId) > 0;
        }
    }

    public long inTransit() {
        return Math.max(0, (expected == null ? 0 : expected.units()) + transferred - received);
    }

    /** Promised and not dispatched yet. */
    public long allocated() {
        return Math.max(0, reserved - dispatched);
    }

    ReferenceTotals expecting(Expected stated) {
        return new ReferenceTotals(stated, transferred, received, dispatched, reserved, promisedMax);
    }

    ReferenceTotals transferring(long units) {
        return new ReferenceTotals(expected, transferred + units, received, dispatched, reserved, promisedMax);
    }

    ReferenceTotals receiving(long units) {
        return new ReferenceTotals(expected, transferred, received + units, dispatched, reserved, promisedMax);
    }

    ReferenceTotals dispatching(long units) {
        return new ReferenceTotals(expected, transferred, received, dispatched + units, reserved, promisedMax);
    }

    ReferenceTotals reserving(long units) {
        return new ReferenceTotals(expected, transferred, received, dispatched, units, Math.max(promisedMax, units));
    }

    /** Both are of one order that is known by two numbers. */
    ReferenceTotals joined(ReferenceTotals other) {
        var newest = expected;
        if (newest == null || other.expected != null && other.expected.supersedes(newest)) {
            newest = other.expected;
        }
        return new ReferenceTotals(
                newest,
                transferred + other.transferred,
                received + other.received,
                dispatched + other.dispatched,
                reserved + other.reserved,
                Math.max(promisedMax, other.promisedMax));
    }
}
