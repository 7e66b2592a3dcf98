package io.stockrelay.stock;

/** The states of one SKU at one location that are kept apart. */
public enum StockState {
    ON_HAND(1),
    QUALITY_HOLD(-1),
    DAMAGED(-1),
    IN_TRANSIT(0),
    ALLOCATED(-1),
    /** On hand, but of lots that are expired or blocked; derived from the lots, never stated. */
    UNUSABLE(-1),
    /** Of one lot, never of a position: 1 where whoever keeps the location said that nothing of it may be promised. */
    BLOCKED(-1);

    private final int availabilitySign;

    StockState(int availabilitySign) {
        this.availabilitySign = availabilitySign;
    }

    /** Whether sources may state its figure; the others follow from what they said otherwise. */
    public boolean isStated() {
        return this != UNUSABLE && this != BLOCKED;
    }

    /** +1 where more of this state makes more available, -1 where it makes less, 0 where it makes no difference. */
    public int availabilitySign() {
        return availabilitySign;
    }
}
