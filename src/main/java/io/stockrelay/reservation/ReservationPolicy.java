package io.stockrelay.reservation;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.Authority;
import io.stockrelay.stock.EventType;

/** The part of the configuration that reservations are decided by. */
public record ReservationPolicy(Authority authority) {

    /** The source in whose name {@code /dispatch} moves goods, where a location gives it that right. */
    public static final SourceId DISPATCHES = new SourceId("reservations");

    boolean shipsItself(LocationId location) {
        return authority.mayMove(DISPATCHES, location, EventType.SHIP);
    }
}
