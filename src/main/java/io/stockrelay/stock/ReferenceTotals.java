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
 */
public record ReferenceTotals(
        @Nullable Expected expected, long transferred, long received, long dispatched, long reserved) {

    public static final ReferenceTotals NONE = new ReferenceTotals(null, 0, 0, 0, 0);

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
        return new ReferenceTotals(stated, transferred, received, dispatched, reserved);
    }

    ReferenceTotals transferring(long units) {
        return new ReferenceTotals(expected, transferred + units, received, dispatched, reserved);
    }

    ReferenceTotals receiving(long units) {
        return new ReferenceTotals(expected, transferred, received + units, dispatched, reserved);
    }

    ReferenceTotals dispatching(long units) {
        return new ReferenceTotals(expected, transferred, received, dispatched + units, reserved);
    }

    ReferenceTotals reserving(long units) {
        return new ReferenceTotals(expected, transferred, received, dispatched, units);
    }
}
