package io.stockrelay.http;

import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.Submission;
import java.util.concurrent.CompletableFuture;

/** A ledger that nothing may reach. */
final class NoLedger implements Ledger {

    @Override
    public CompletableFuture<DecidedSubmission> submit(Submission submission) {
        throw new IllegalStateException("nothing is submitted here");
    }

    @Override
    public CompletableFuture<DecidedSubmission> submitWhenRoom(Submission submission) {
        return submit(submission);
    }
}
