package io.stockrelay.stock.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.stock.Base;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.LedgerWork;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.Merge;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One batch of submissions, decided and written inside one transaction that the caller opened. */
final class BatchTransaction {

    private final StockPolicy policy;
    private final Merge merge;
    private final List<LedgerCompanion> companions;
    private final LedgerGuest guest;
    private final PositionIds ids;
    private final Supplier<Duration> clockOffset;

    /** @param clockOffset how far ahead of the database's clock it is taken to be where lots expire, for tests */
    BatchTransaction(
            StockPolicy policy,
            List<LedgerCompanion> companions,
            LedgerGuest guest,
            Cache<PositionKey, Long> knownIds,
            Supplier<Duration> clockOffset) {
        this.clockOffset = clockOffset;
        this.guest = guest;
        this.policy = policy;
        this.merge = new Merge(policy);
        this.companions = companions;
        this.ids = new PositionIds(knownIds);
    }

    /** What was stored, and the answer to each work of the batch in the order they came. */
    record Decided(DecidedBatch batch, List<Object> answers) {}

    /** @param writes what the caller sends before it commits */
    Decided run(Connection connection, ClosingWrites writes, List<LedgerWork> works) throws SQLException {
        var events = Works.events(works);
        var tasks = Works.tasks(works);
        var lotTasks = Works.lotTasks(works);
        var documents = Works.documents(works);
        var booking = Booking.of(connection, events);
        var visit = guest.visit(tasks, Touched.orders(events, policy), documents, booking.numbers(documents));
        var batch = new Batch(events, documents, visit.references(), policy);
        booking.addTo(batch);
        batch.touchAll(visit.positions());
        if (!batch.positions.isEmpty() || !lotTasks.isEmpty() || !documents.isEmpty()) {
            prepare(connection, batch, lotTasks);
        }
        visit.open(new BatchDesk(batch, merge));
        batch.statedBy(visit::isStated);
        var rows = new DocumentRows(batch, visit);
        List<Object> answers =
                works.stream().map(work -> answer(work, batch, visit, rows)).toList();
        visit.close();
        BatchWrite.add(writes, batch);
        var decided = submissionsOf(answers);
        RunTable.exempt(
                writes, decided.stream().flatMap(one -> one.failures().stream()).toList());
        var whole = new DecidedBatch(decided, changed(batch), Set.copyOf(batch.positions.keySet()), rows.sales());
        companions.forEach(companion -> companion.write(whole));
        return new Decided(whole, answers);
    }

    private static List<DecidedSubmission> submissionsOf(List<Object> answers) {
        return answers.stream()
                .filter(DecidedSubmission.class::isInstance)
                .map(DecidedSubmission.class::cast)
                .toList();
    }

    private Object answer(LedgerWork work, Batch batch, LedgerGuest.Visit visit, DocumentRows rows) {
        if (work instanceof LotTask<?> task) {
            return LotDesk.decide(task, batch);
        }
        return work instanceof Submission submission
                ? decide(submission, batch, rows)
                : visit.decide((LedgerTask<?>) work);
    }

    /** After the commit: ids of positions never change, so they may be remembered from now on. */
    void committed(DecidedBatch batch) {
        companions.forEach(companion -> companion.committed(batch));
    }

    void prepare(Connection connection, Batch batch) throws SQLException {
        prepare(connection, batch, List.of());
    }

    private void prepare(Connection connection, Batch batch, List<LotTask<?>> lotTasks) throws SQLException {
        var skus = new LotLocks(connection, batch, lotTasks).run();
        var made = ids.identify(connection, batch);
        new BatchRead(connection, batch).run();
        if (!made.isEmpty()) {
            for (var opening : RunTable.openings(connection, made)) {
                batch.position(opening.position()).open(opening.state(), netting(opening));
            }
        }
        BookLimits.load(connection, batch);
        new LotRead(connection, batch, clockOffset, this::netting).run(skus);
        PastMovements.load(connection, batch, BookRead.run(connection, batch, policy), policy);
    }

    private Base netting(RunTable.Opening opening) {
        return opening.state() == StockState.ON_HAND
                ? opening.zero().netting(policy.figures().netsOf(opening.zero().source()))
                : opening.zero();
    }

    private DecidedSubmission decide(Submission submission, Batch batch, DocumentRows rows) {
        var outcomes = new ArrayList<EventOutcome>(submission.size());
        var failures = new ArrayList<>(submission.failures());
        for (var group : submission.groups()) {
            failures.addAll(decide(group, submission, batch, rows, outcomes));
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
    private List<Failure> decide(
            EventGroup group, Submission submission, Batch batch, DocumentRows rows, List<EventOutcome> outcomes) {
        var conflict = conflict(group, batch, rows);
        if (conflict.isPresent()) {
            for (var id : ids(group)) {
                outcomes.add(new EventOutcome(
                        id, Outcome.CONFLICT, null, "the same id came before with other content", group.line()));
            }
            return List.of(conflict.get());
        }
        var objection = objection(group, batch, rows);
        if (objection.isPresent()) {
            for (var id : ids(group)) {
                outcomes.add(new EventOutcome(
                        id, Outcome.DEAD_LETTER, null, objection.get().message(), group.line()));
            }
            return List.of(objection.get());
        }
        for (var event : group.events()) {
            outcomes.add(decide(event, group.line(), submission, batch));
        }
        for (var document : group.documents()) {
            outcomes.add(
                    rows.decide(document, group.line(), submission.delivery().receipt()));
        }
        return List.of();
    }

    /** A repeat is one whatever it says. */
    private Optional<Failure> objection(EventGroup group, Batch batch, DocumentRows rows) {
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

    private static Optional<Failure> conflict(EventGroup group, Batch batch, DocumentRows rows) {
        return group.events().stream()
                .filter(event -> isConflict(event, batch))
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

    private static boolean isConflict(StockEvent event, Batch batch) {
        var known = batch.identity(event.header().key());
        return known != null && !known.hash().equals(event.header().hash());
    }

    private EventOutcome decide(StockEvent event, long line, Submission submission, Batch batch) {
        var key = event.header().key();
        var known = batch.identity(key);
        if (known != null) {
            return new EventOutcome(key.id(), Outcome.DUPLICATE, known.outcome(), null, line);
        }
        var decision = merge.decide(event, batch);
        batch.identities.put(key, new Batch.Identity(event.header().hash(), decision.outcome()));
        batch.rows.add(EventRow.of(
                event,
                decision,
                batch.id(event.header().position()),
                submission.delivery().receipt(),
                false));
        return new EventOutcome(key.id(), decision.outcome(), null, decision.detail(), line);
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

    static Set<PositionKey> changed(Batch batch) {
        return batch.positions.values().stream()
                .filter(PositionDraft::readsDifferently)
                .map(PositionDraft::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}
