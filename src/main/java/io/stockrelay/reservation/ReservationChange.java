package io.stockrelay.reservation;

import io.stockrelay.stock.PositionKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one batch did to one reservation.
 *
 * @param stored the database's number of it; null where it is new
 * @param rewritesLines whether its lines differ from the stored ones
 * @param dropped positions that the stored ones take of and these do not
 * @param became the same party's reservation that goes on in its place; null where it goes on itself
 */
public record ReservationChange(
        @Nullable Long stored,
        Reservation after,
        boolean rewritesLines,
        Set<PositionKey> dropped,
        List<Transition> transitions,
        List<Taken> shipments,
        @Nullable ReservationKey became) {

    /** A shipment taken in this batch. */
    public record Taken(String id, Shipment shipment) {}
}
