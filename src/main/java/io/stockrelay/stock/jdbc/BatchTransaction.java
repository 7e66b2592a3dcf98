package io.stockrelay.stock.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.OpeningReads;
import io.stockrelay.stock.Base;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.LedgerWork;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.Merge;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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

    /**
     * @param reads what goes along with the positions' locks
     * @param writes what the caller sends before it commits
     * @param isAgain whether the same batch was tried before
     */
    Decided run(
            Connection connection, OpeningReads reads, ClosingWrites writes, List<LedgerWork> works, boolean isAgain)
            throws SQLException {
        var events = Works.events(works);
        var tasks = Works.tasks(works);
        var lotTasks = Works.lotTasks(works);
        var documents = Works.documents(works);
        var booking = Booking.of(connection, events);
        var visit = guest.visit(tasks, Touched.orders(events, policy), documents, booking.numbers(documents));
        if (isAgain) {
            visit.lookFirst();
        }
        boolean isAlone = events.isEmpty() && documents.isEmpty();
        if (isAlone) {
            visit.alone();
        }
        var batch = new Batch(events, documents, visit.references(), policy);
        if (isAlone && visit.beginsReferences()) {
            batch.beginReferences();
        }
        booking.addTo(batch);
        batch.touchAll(visit.positions());
        if (!batch.positions.isEmpty() || !lotTasks.isEmpty() || !documents.isEmpty()) {
            prepare(connection, batch, lotTasks, reads);
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
                ? new SubmissionDesk(submission, merge, batch, rows).decide()
                : visit.decide((LedgerTask<?>) work);
    }

    /** After the commit: ids of positions never change, so they may be remembered from now on. */
    void committed(DecidedBatch batch) {
        companions.forEach(companion -> companion.committed(batch));
    }

    void prepare(Connection connection, Batch batch) throws SQLException {
        prepare(connection, batch, List.of(), OpeningReads.none());
    }

    private void prepare(Connection connection, Batch batch, List<LotTask<?>> lotTasks, OpeningReads reads)
            throws SQLException {
        var skus = new LotLocks(connection, batch, lotTasks).run();
        var made = ids.identify(connection, batch);
        new BatchRead(connection, batch).run(reads);
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

    static Set<PositionKey> changed(Batch batch) {
        return batch.positions.values().stream()
                .filter(PositionDraft::readsDifferently)
                .map(PositionDraft::key)
                .collect(Collectors.toUnmodifiableSet());
    }
}
