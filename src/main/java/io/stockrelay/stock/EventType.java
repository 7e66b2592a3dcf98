package io.stockrelay.stock;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a stock event says, by the names mappings use (lower case, hyphens). */
public enum EventType {
    RECEIVE,
    SHIP,
    RETURN,
    ADJUST,
    TRANSFER_OUT,
    TRANSFER_IN,
    HOLD,
    RELEASE,
    DAMAGE,
    SCRAP,
    EXPECT,
    COUNT,
    LEVEL,
    /** Orders are documents: {@link DocumentEvent}. */
    ORDER,
    ORDER_EDIT,
    ORDER_CANCEL,
    /** What sources say of the orders in their books. */
    ACKNOWLEDGE,
    OPEN_ORDERS,
    /** A whole lot, at one location, may not be promised any more, or may be again; whatever is there of it. */
    LOT_BLOCK,
    LOT_RELEASE;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name in mappings and configuration, such as {@code transfer-out}. */
    public String code() {
        return code;
    }

    /** Relative events; the others state something absolutely, or are documents. */
    public boolean isMovement() {
        return ordinal() < EXPECT.ordinal();
    }

    /** Events with lines: they speak of many positions at once. */
    public boolean isDocument() {
        return this == ORDER || this == ORDER_EDIT || this == ORDER_CANCEL;
    }

    /** What a source says of the orders in its book: {@link BookEvent}. */
    public boolean isBook() {
        return this == ACKNOWLEDGE || this == OPEN_ORDERS;
    }

    /** What a source says of a whole lot, without a quantity. */
    public boolean isOfLot() {
        return this == LOT_BLOCK || this == LOT_RELEASE;
    }

    public static Optional<EventType> ofCode(String code) {
        return Stream.of(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
