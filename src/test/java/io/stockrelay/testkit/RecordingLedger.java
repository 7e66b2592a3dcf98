package io.stockrelay.testkit;

import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.Submission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ledger without a database: remembers what it took, knows duplicates, and can be full, away or broken. */
public final class RecordingLedger implements Ledger {

    /** How it behaves. */
    public enum Mood {
        WELL,
        FULL,
        AWAY,
        BROKEN
    }

    private final List<Submission> taken = new CopyOnWriteArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private volatile Mood mood = Mood.WELL;

    public void become(Mood next) {
        mood = next;
    }

    public List<Submission> taken() {
        return taken;
    }

    /** Ids of what was applied, in order. */
    public List<String> applied() {
        return taken.stream()
                .flatMap(submission -> submission.groups().stream())
                .flatMap(group -> group.events().stream())
                .map(event -> event.header().key().id())
                .toList();
    }

    public synchronized void clear() {
        taken.clear();
        ids.clear();
        mood = Mood.WELL;
    }

    @Override
    public CompletableFuture<DecidedSubmission> submit(Submission submission) {
        return switch (mood) {
            case WELL -> CompletableFuture.completedFuture(decide(submission));
            case FULL -> throw new LedgerFull("full");
            case AWAY -> CompletableFuture.failedFuture(new LedgerUnavailable("away", new IllegalStateException()));
            case BROKEN -> CompletableFuture.failedFuture(new IllegalStateException("broken on purpose"));
        };
    }

    @Override
    public CompletableFuture<DecidedSubmission> submitWhenRoom(Submission submission) {
        return submit(submission);
    }

    private synchronized DecidedSubmission decide(Submission submission) {
        taken.add(submission);
        var outcomes = new ArrayList<EventOutcome>();
        for (var group : submission.groups()) {
            for (StockEvent event : group.events()) {
                String id = event.header().key().id();
                var outcome = ids.add(id) ? Outcome.APPLIED : Outcome.DUPLICATE;
                outcomes.add(new EventOutcome(id, outcome, null, null, group.line()));
            }
        }
        for (var failure : submission.failures()) {
            outcomes.add(new EventOutcome(failure.eventId(), Outcome.DEAD_LETTER, null, failure.message(), 0));
        }
        return new DecidedSubmission(submission, outcomes, submission.failures());
    }
}
