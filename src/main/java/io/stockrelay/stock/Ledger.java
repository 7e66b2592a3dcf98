package io.stockrelay.stock;

import java.util.concurrent.CompletableFuture;

/** The one place that changes stock: decides batches of submissions and commits each batch as one transaction. */
public interface Ledger {

    /**
     * To be asked before the work of mapping: what would be refused afterwards is refused at once, so that under pressure
     * the machine works for what it takes.
     *
     * @throws LedgerFull where {@link #submit} would refuse
     */
    default void requireRoom() {}

    /**
     * Hands over a submission. The future completes after the commit; it fails with {@link LedgerUnavailable} where the
     * database did not take it, and then nothing of it was stored.
     *
     * @throws LedgerFull where the bounded queue has no room; nothing was taken
     */
    CompletableFuture<DecidedSubmission> submit(Submission submission);

    /** As {@link #submit}, but waits for room in the queue: for callers that can hold their input back (files, JMS). */
    CompletableFuture<DecidedSubmission> submitWhenRoom(Submission submission) throws InterruptedException;
}
