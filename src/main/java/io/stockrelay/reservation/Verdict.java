package io.stockrelay.reservation;

/** What a command came to. The first four are a yes. */
public enum Verdict {
    /** Newly promised. */
    MADE,
    /** Changed as asked. */
    CHANGED,
    /** Was so already: a repeat. */
    UNCHANGED,
    /** Recorded as news; another system's ship movements release the promise. */
    NOTED,
    /** Lines do not fit; nothing was promised or changed. */
    INSUFFICIENT_STOCK,
    /** The id is taken by a request with other content, or belongs to an order with another reference. */
    DIFFERENT_CONTENT,
    /** The order's reference is taken by another reservation. */
    REFERENCE_TAKEN,
    /** Changed meanwhile: the version named is not the present one. */
    OTHER_VERSION,
    UNKNOWN_RESERVATION,
    UNKNOWN_LINE,
    /** More than is left to dispatch. */
    BEYOND_RESERVED,
    /** Goods should leave from a lot of which nothing was ever said there. */
    UNKNOWN_LOT,
    /** The shipment id came before with other lines. */
    DIFFERENT_SHIPMENT,
    IS_CANCELLED,
    IS_EXPIRED,
    IS_FAILED,
    /** All of it has left; what left is not undone by a cancel. */
    IS_DISPATCHED,
    /** Still in time: an expiry that is not due. */
    NOT_DUE;

    /** Why a reservation in this state takes no further part in what was asked. */
    static Verdict ended(ReservationState state) {
        return switch (state) {
            case CANCELLED -> IS_CANCELLED;
            case EXPIRED -> IS_EXPIRED;
            case FAILED -> IS_FAILED;
            case DISPATCHED -> IS_DISPATCHED;
            case PENDING, CONFIRMED, PARTLY_DISPATCHED -> throw new IllegalArgumentException(state + " has not ended");
        };
    }

    public boolean isYes() {
        return ordinal() <= NOTED.ordinal();
    }
}
