package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A promise as it is now.
 *
 * @param reference what the order is known by where it ships
 * @param content hash of the request in its caller's own words; tells a repeat from a conflict
 * @param version raised by every change
 * @param expiresAt when a pending one ends; null where it does not
 * @param account whose set-asides it draws on, as when it was first decided; null for nobody's
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
        Instant changedAt,
        @Nullable AccountId account) {

    public Reservation {
        lines = List.copyOf(lines);
    }

    /** What all lines together hold of each position. */
    public Map<PositionKey, Long> reserved() {
        return sums(Line.Part::reserved);
    }

    /** What all lines together took of each position from the account's own set-asides. */
    public Map<PositionKey, Long> own() {
        return sums(Line.Part::own);
    }

    private Map<PositionKey, Long> sums(ToLongFunction<Line.Part> units) {
        var sums = new LinkedHashMap<PositionKey, Long>();
        for (var line : lines) {
            for (var part : line.parts()) {
                sums.merge(part.position(), units.applyAsLong(part), Math::addExact);
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
        return new Reservation(key, reference, content, version + 1, next, expiry, lines, madeAt, at, account);
    }

    /** The same at another point of its life, as part of the same step. */
    Reservation standing(ReservationState next) {
        var expiry = next == ReservationState.PENDING ? expiresAt : null;
        return new Reservation(key, reference, content, version, next, expiry, lines, madeAt, changedAt, account);
    }

    /** The same with other lines. */
    public Reservation with(List<Line> others) {
        return new Reservation(key, reference, content, version, state, expiresAt, others, madeAt, changedAt, account);
    }
}
