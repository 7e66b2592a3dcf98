package io.stockrelay.stock;

/** Signed changes of the states that movements can change. */
public record Changes(long onHand, long qualityHold, long damaged) {

    public static Changes of(MovementEvent event) {
        long units = event.units();
        return switch (event.header().type()) {
            case RECEIVE, ADJUST, TRANSFER_IN -> new Changes(units, 0, 0);
            case SHIP, TRANSFER_OUT -> new Changes(-units, 0, 0);
            case RETURN -> returned(units, event.disposition());
            case HOLD -> new Changes(0, units, 0);
            case RELEASE -> new Changes(0, -units, 0);
            case DAMAGE -> new Changes(0, 0, units);
            case SCRAP -> new Changes(-units, 0, -units);
            case EXPECT,
                    COUNT,
                    LEVEL,
                    ORDER,
                    ORDER_EDIT,
                    ORDER_CANCEL,
                    ACKNOWLEDGE,
                    OPEN_ORDERS,
                    LOT_BLOCK,
                    LOT_RELEASE ->
                throw new IllegalArgumentException(event.header().type() + " is no movement");
        };
    }

    private static Changes returned(long units, Disposition disposition) {
        return switch (disposition) {
            case SELLABLE -> new Changes(units, 0, 0);
            case HOLD -> new Changes(units, units, 0);
            case DAMAGED -> new Changes(units, 0, units);
        };
    }

    public long of(StockState state) {
        return switch (state) {
            case ON_HAND -> onHand;
            case QUALITY_HOLD -> qualityHold;
            case DAMAGED -> damaged;
            case IN_TRANSIT, ALLOCATED, UNUSABLE, BLOCKED -> 0;
        };
    }
}
