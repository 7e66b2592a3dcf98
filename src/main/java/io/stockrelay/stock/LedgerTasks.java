package io.stockrelay.stock;

import java.util.concurrent.CompletableFuture;

/** The door of the ledger for tasks of other capabilities; they share batches, locks and commits with events. */
public interface LedgerTasks {

    /**
     * Hands over a task. The future completes with its answer after the commit; it fails with
     * {@link LedgerUnavailable} where the database did not take it: then it may have been stored nevertheless, and the
     * caller repeats it.
     *
     * @throws LedgerFull where the bounded queue has no room; nothing was taken
     */
    <A> CompletableFuture<A> submit(LedgerTask<A> task);
}
