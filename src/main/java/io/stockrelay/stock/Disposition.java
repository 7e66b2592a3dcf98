package io.stockrelay.stock;

/** What state returned goods are in. */
public enum Disposition {
    SELLABLE,
    HOLD,
    DAMAGED
}
