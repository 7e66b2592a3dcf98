package io.stockrelay.stock;

/** The ledger's queue is full: try again a little later. */
public final class LedgerFull extends RuntimeException {

    public LedgerFull(String message) {
        super(message);
    }
}
