package io.stockrelay.stock;

/** The database did not answer: nothing was stored, the same submission may be handed over again. */
public final class LedgerUnavailable extends RuntimeException {

    public LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
