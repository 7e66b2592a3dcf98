package io.stockrelay.reservation;

import io.stockrelay.stock.Decision;
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
 * @param allocated what it made of each position's allocated units, where no event tells it
 */
public record Transition(
        int version,
        ReservationState state,
        Instant at,
        String actor,
        String what,
        @Nullable Map<PositionKey, Long> held,
        Map<PositionKey, Decision.Step> allocated) {

    /** Of which an event, or the promise itself, tells what became of stock. */
    public Transition(
            int version,
            ReservationState state,
            Instant at,
            String actor,
            String what,
            @Nullable Map<PositionKey, Long> held) {
        this(version, state, at, actor, what, held, Map.of());
    }

    /** Of which nobody wrote down what was held. */
    public Transition(int version, ReservationState state, Instant at, String actor, String what) {
        this(version, state, at, actor, what, null);
    }

    Transition telling(Map<PositionKey, Decision.Step> steps) {
        return new Transition(version, state, at, actor, what, held, steps);
    }

    public Transition {
        held = held == null ? null : Map.copyOf(held);
        allocated = Map.copyOf(allocated);
    }
}
