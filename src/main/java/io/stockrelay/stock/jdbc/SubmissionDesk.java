package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.Merge;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides one submission of a batch, group by group: each group is taken whole or not at all. */
final class SubmissionDesk {

    private final Submission submission;
    private final Merge merge;
    private final Batch batch;
    private final DocumentRows rows;

    SubmissionDesk(Submission submission, Merge merge, Batch batch, DocumentRows rows) {
        this.submission = submission;
        this.merge = merge;
        this.batch = batch;
        this.rows = rows;
    }

    DecidedSubmission decide() {
        var outcomes = new ArrayList<EventOutcome>(submission.size());
        var failures = new ArrayList<>(submission.failures());
        for (var group : submission.groups()) {
            failures.addAll(decide(group, outcomes));
        }
        for (var failure : submission.failures()) {
            outcomes.add(
                    new EventOutcome(failure.eventId(), Outcome.DEAD_LETTER, null, failure.message(), failure.line()));
        }
        for (var ignored : submission.ignored()) {
            outcomes.add(new EventOutcome(ignored.eventId(), Outcome.IGNORED, null, ignored.reason(), ignored.line()));
        }
        return new DecidedSubmission(submission, outcomes, failures);
    }

    /** What of it has to be kept as dead letters: all or nothing. */
    private List<Failure> decide(EventGroup group, List<EventOutcome> outcomes) {
        var conflict = conflict(group);
        if (conflict.isPresent()) {
            String detail = "the same id came before with other content";
            outcomes.addAll(refused(group, Outcome.CONFLICT, detail));
            return List.of(conflict.get());
        }
        var objection = objection(group);
        if (objection.isPresent()) {
            outcomes.addAll(refused(group, Outcome.DEAD_LETTER, objection.get().message()));
            return List.of(objection.get());
        }
        for (var event : group.events()) {
            outcomes.add(decide(event, group.line()));
        }
        for (var document : group.documents()) {
            outcomes.add(
                    rows.decide(document, group.line(), submission.delivery().receipt()));
        }
        return List.of();
    }

    private static List<EventOutcome> refused(EventGroup group, Outcome outcome, String detail) {
        return ids(group).stream()
                .map(id -> new EventOutcome(id, outcome, null, detail, group.line()))
                .toList();
    }

    /** A repeat is one whatever it says. */
    private Optional<Failure> objection(EventGroup group) {
        for (var event : group.events()) {
            var why = batch.identity(event.header().key()) == null
                    ? merge.objection(event, batch)
                    : Optional.<String>empty();
            if (why.isPresent()) {
                return Optional.of(failure(event, CauseClass.CONFLICT, why.get(), group));
            }
        }
        for (var document : group.documents()) {
            var why = rows.objection(document);
            if (why.isPresent()) {
                return Optional.of(DocumentRows.failure(document, why.get(), group));
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> conflict(EventGroup group) {
        return group.events().stream()
                .filter(event -> isConflict(event))
                .map(event -> conflictOf(event, group))
                .findFirst()
                .or(() -> group.documents().stream()
                        .filter(rows::isConflict)
                        .map(document -> DocumentRows.conflictOf(document, group))
                        .findFirst());
    }

    private static List<String> ids(EventGroup group) {
        return Stream.concat(
                        group.events().stream()
                                .map(event -> event.header().key().id()),
                        group.documents().stream()
                                .map(document -> document.header().key().id()))
                .toList();
    }

    private boolean isConflict(StockEvent event) {
        var known = batch.identity(event.header().key());
        return known != null && !known.hash().equals(event.header().hash());
    }

    private EventOutcome decide(StockEvent event, long line) {
        var key = event.header().key();
        var known = batch.identity(key);
        if (known != null) {
            return new EventOutcome(key.id(), Outcome.DUPLICATE, known.outcome(), null, line);
        }
        var decision = merge.decide(event, batch);
        batch.identities.put(key, new Batch.Identity(event.header().hash(), decision.outcome()));
        var receipt = submission.delivery().receipt();
        batch.rows.add(EventRow.of(event, decision, batch.id(event.header().position()), receipt, false));
        addElsewhere(event.header(), decision);
        return new EventOutcome(key.id(), decision.outcome(), null, decision.detail(), line);
    }

    /** One row more for each further position whose figures it changed, so that each item's history tells it. */
    private void addElsewhere(EventHeader header, Decision decision) {
        int number = 1;
        for (var changed : batch.takeElsewhere().entrySet()) {
            number++;
            var told = new Decision(decision.outcome(), decision.detail(), changed.getValue());
            batch.rows.add(EventRow.of(
                    EventRow.Head.of(header).further(number),
                    told,
                    batch.id(changed.getKey()),
                    submission.delivery().receipt()));
        }
    }

    private static Failure conflictOf(StockEvent event, EventGroup group) {
        var header = event.header();
        return failure(
                event,
                CauseClass.CONFLICT,
                "event " + header.key().id() + " of " + header.key().source()
                        + " came before with other content; the first one holds. Find out which is right, then send a"
                        + " correction under a new id or discard this one",
                group);
    }

    private static Failure failure(StockEvent event, CauseClass cause, String message, EventGroup group) {
        var header = event.header();
        return new Failure(
                Step.LEDGER,
                cause,
                message,
                null,
                header.key().id(),
                header.sku().value(),
                header.location().value(),
                group.line(),
                group.canonicalJson(),
                event instanceof LevelEvent level ? level.run() : null);
    }
}
