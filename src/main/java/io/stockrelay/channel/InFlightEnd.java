package io.stockrelay.channel;

/** Whether a complete poll of a channel's orders ends what was in flight on a listing, in precedence order. */
enum InFlightEnd {
    /** The poll began too soon after the units had vanished: the channel may not have listed their order yet. */
    TOO_SOON,
    /** Orders that changed before the units vanished were not all read. */
    NOT_COVERED,
    /** Something the source said of its orders waits as a dead letter: it may be the very order. */
    ORDERS_WAIT,
    /** All orders it can be are here, and none took it: it was no order. */
    ENDS;

    /**
     * @param coverage as the poll left it
     * @param waiting dead letters of the source that tells of the orders
     */
    static InFlightEnd of(InFlight inFlight, Coverage coverage, long waiting, OrderPollSettings settings) {
        if (coverage.begunAt().isBefore(inFlight.askedAt().plus(settings.settle()))) {
            return TOO_SOON;
        }
        if (coverage.from().isAfter(inFlight.since().minus(settings.lookBack()))) {
            return NOT_COVERED;
        }
        return waiting > 0 ? ORDERS_WAIT : ENDS;
    }

    /** For people: why it stays; empty where it ends or will be asked about again by itself. */
    String told(long waiting) {
        return switch (this) {
            case TOO_SOON, ENDS -> "";
            case NOT_COVERED ->
                "units vanished there before the first of its orders that were read; end it by hand if no order will come";
            case ORDERS_WAIT ->
                waiting + " dead letter(s) of its orders are open, one may be the order; replay or discard them";
        };
    }
}
