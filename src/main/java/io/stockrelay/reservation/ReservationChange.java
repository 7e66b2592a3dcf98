package io.stockrelay.reservation;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one batch did to one reservation.
 *
 * @param stored the database's number of it; null where it is new
 * @param rewritesLines whether its lines differ from the stored ones
 */
public record ReservationChange(
        @Nullable Long stored,
        Reservation after,
        boolean rewritesLines,
        List<Transition> transitions,
        List<Shipment> shipments) {

    /** A shipment taken in this batch. */
    public record Shipment(String id, UUID content) {}
}
