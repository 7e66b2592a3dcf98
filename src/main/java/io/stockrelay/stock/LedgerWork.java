package io.stockrelay.stock;

/** What the ledger decides in its batches, each as a whole: the events of a delivery, or a task of another capability. */
public sealed interface LedgerWork permits Submission, LedgerTask {

    /** How many decisions it takes; what the ledger's queue is bounded by. */
    int size();
}
