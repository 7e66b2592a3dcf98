package io.stockrelay.reservation;

import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a reservation's life; never edited, only followed by another.
 *
 * @param version the reservation's version after it
 * @param what in a few words, such as {@code reserved}, {@code amended}, {@code shipment S-1}
 * @param held what its lines held of each position after it, gone goods included; null where nobody wrote it down
 */
public record Transition(
        int version,
        ReservationState state,
        Instant at,
        String actor,
        String what,
        @Nullable Map<PositionKey, Long> held) {

    /** Of which nobody wrote down what was held. */
    public Transition(int version, ReservationState state, Instant at, String actor, String what) {
        this(version, state, at, actor, what, null);
    }

    public Transition {
        held = held == null ? null : Map.copyOf(held);
    }
}
