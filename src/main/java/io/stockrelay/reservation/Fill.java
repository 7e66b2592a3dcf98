package io.stockrelay.reservation;

/** What a request is content with. */
public enum Fill {
    ALL_OR_NOTHING,
    PARTIAL
}
