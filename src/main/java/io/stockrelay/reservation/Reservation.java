package io.stockrelay.reservation;

import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promise as it is now.
 *
 * @param reference what the order is known by where it ships
 * @param content hash of the request in its caller's own words; tells a repeat from a conflict
 * @param version raised by every change
 * @param expiresAt when a pending one ends; null where it does not
 */
public record Reservation(
        ReservationKey key,
        OrderReference reference,
        UUID content,
        int version,
        ReservationState state,
        @Nullable Instant expiresAt,
        List<Line> lines,
        Instant madeAt,
        Instant changedAt) {

    public Reservation {
        lines = List.copyOf(lines);
    }

    /** What all lines together hold of each position. */
    public Map<PositionKey, Long> reserved() {
        var sums = new LinkedHashMap<PositionKey, Long>();
        for (var line : lines) {
            for (var part : line.parts()) {
                sums.merge(part.position(), part.reserved(), Math::addExact);
            }
        }
        return sums;
    }

    /** Whether its time is over; the instant of expiry itself counts as over. */
    boolean isOver(Instant now) {
        return state == ReservationState.PENDING && expiresAt != null && !now.isBefore(expiresAt);
    }

    Reservation as(ReservationState next, Instant at) {
        var expiry = next == ReservationState.PENDING || next == ReservationState.EXPIRED ? expiresAt : null;
        return new Reservation(key, reference, content, version + 1, next, expiry, lines, madeAt, at);
    }

    /** The same with other lines. */
    public Reservation with(List<Line> others) {
        return new Reservation(key, reference, content, version, state, expiresAt, others, madeAt, changedAt);
    }
}
