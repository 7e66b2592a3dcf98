package io.stockrelay.stock;

/** What kind of statement a base is; at the same time the later kind wins. */
public enum StatementKind {
    RUN_ZERO,
    LEVEL,
    COUNT
}
