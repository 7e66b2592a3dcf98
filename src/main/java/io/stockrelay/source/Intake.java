package io.stockrelay.source;

import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Submission;

/** The one way in: map a delivery, hand it to the ledger, answer when it is durable. */
public interface Intake {

    /**
     * Takes a whole payload. Returns after the commit: every part is in the ledger or kept as a dead letter.
     *
     * @throws io.stockrelay.stock.LedgerFull under pressure, with nothing taken
     * @throws io.stockrelay.stock.LedgerUnavailable while the database is away, with nothing stored
     */
    DecidedSubmission take(Delivery delivery);

    /** As {@link #take}, but waits for room: for JMS and other callers that can hold their input back. */
    DecidedSubmission takeWhenRoom(Delivery delivery) throws InterruptedException;

    /** Enters again after the mapping program with one event or group in the source's own codes: the replay of a dead letter. */
    DecidedSubmission resume(Delivery delivery, String canonicalJson);

    /** Keeps a delivery that nobody can map as a dead letter, by the same transaction as everything else. */
    DecidedSubmission refuse(Delivery delivery, Failure failure) throws InterruptedException;

    /** Only maps, changes nothing: for previews and file runs. */
    Submission prepare(Delivery delivery);
}
