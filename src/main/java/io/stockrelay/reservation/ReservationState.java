package io.stockrelay.reservation;

/** Where a reservation is in its life. */
public enum ReservationState {
    /** Promised until it expires. */
    PENDING,
    /** Promised until it is dispatched or cancelled. */
    CONFIRMED,
    PARTLY_DISPATCHED,
    /** All that is reserved has left. */
    DISPATCHED,
    /** Given up by its caller; what had not left is free again. */
    CANCELLED,
    /** Not confirmed in time; free again, and its account is told. */
    EXPIRED,
    /** The order behind it came to nothing, such as a refused payment; free again. */
    FAILED;

    /** Whether it still holds stock, or did until all of it left. */
    public boolean isOpen() {
        return ordinal() <= DISPATCHED.ordinal();
    }
}
