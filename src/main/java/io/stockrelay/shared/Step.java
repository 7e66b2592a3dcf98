package io.stockrelay.shared;

/** Where on its way a message failed; a replay enters again exactly there. */
public enum Step {
    RECEIVE,
    PARSE,
    MAP,
    CROSS_REFERENCE,
    LEDGER,
    PUBLISH
}
