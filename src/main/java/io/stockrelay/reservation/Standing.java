package io.stockrelay.reservation;

/** Where an open reservation stands by what has left under its reference. */
final class Standing {

    private Standing() {}

    /** Its own state where nothing left yet. */
    static ReservationState of(Reservation reservation, Shelf shelf) {
        long reserved = 0;
        long left = 0;
        for (var held : reservation.reserved().entrySet()) {
            reserved = Math.addExact(reserved, held.getValue());
            left += Math.min(held.getValue(), shelf.totals(held.getKey()).dispatched());
        }
        if (left == 0) {
            return reservation.state();
        }
        return left < reserved ? ReservationState.PARTLY_DISPATCHED : ReservationState.DISPATCHED;
    }
}
