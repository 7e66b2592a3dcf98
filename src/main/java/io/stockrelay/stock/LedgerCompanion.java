package io.stockrelay.stock;

/** Whatever must be stored in the same transaction as the ledger's decisions, or done right after it. */
public interface LedgerCompanion {

    /** Runs inside the ledger's transaction, once per batch; an exception rolls the whole batch back. */
    void write(DecidedBatch batch);

    /** Runs after the commit on the writer's thread; must be quick and must not fail. */
    default void committed(DecidedBatch batch) {}
}
