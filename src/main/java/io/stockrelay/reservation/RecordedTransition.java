package io.stockrelay.reservation;

import io.stockrelay.stock.Decision;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import org.jspecify.annotations.Nullable;

/**
 * A step of a reservation's life as it concerns one position.
 *
 * @param number its place among all that happened, events included
 * @param reserved what its lines held of the position after the step, gone goods included; what they hold now where nobody
 *     wrote that down
 */
public record RecordedTransition(
        long number,
        ReservationKey key,
        OrderReference reference,
        PositionKey position,
        long reserved,
        Transition transition) {

    /** Null where an event tells it, or nothing changed. */
    public Decision.@Nullable Step allocated() {
        return transition.allocated().get(position);
    }
}
