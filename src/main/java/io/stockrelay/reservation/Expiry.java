package io.stockrelay.reservation;

import io.stockrelay.stock.LedgerFull;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;

/** Ends promises whose time is over: finds them, and lets the ledger decide each under its lock and by its clock. */
public final class Expiry {

    /** How many are ended in one turn. */
    public static final int BATCH_MAX = 500;

    private static final String PROGRAM = "stockrelay";

    private final Reservations reservations;

    public Expiry(Reservations reservations) {
        this.reservations = reservations;
    }

    /**
     * What one turn came to.
     *
     * @param due how many were overdue when it began, as far as it looked
     * @param expired how many it ended; other nodes and confirmations may have been faster
     */
    public record Turn(int due, int expired) {

        /** Whether more may be waiting than one turn takes. */
        public boolean isFull() {
            return due == BATCH_MAX;
        }
    }

    public Turn take() {
        var due = reservations.due(BATCH_MAX);
        var answers = new ArrayList<CompletableFuture<Answer>>();
        try {
            due.forEach(key -> answers.add(reservations.submit(new Command.Expire(key, PROGRAM))));
        } catch (LedgerFull full) {
            return new Turn(due.size(), expired(answers)); // the others stay due
        }
        return new Turn(due.size(), expired(answers));
    }

    private static int expired(ArrayList<CompletableFuture<Answer>> answers) {
        int expired = 0;
        for (var answer : answers) {
            expired += answer.join().verdict() == Verdict.CHANGED ? 1 : 0;
        }
        return expired;
    }
}
