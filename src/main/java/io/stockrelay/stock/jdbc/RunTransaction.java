package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.Merge;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Completes a run: states zero for every position of the location that was not in it, page by page, in one transaction. */
final class RunTransaction {

    private static final int PAGE = 2_000;

    private final StockPolicy policy;
    private final Merge merge;
    private final BatchTransaction batches;
    private final List<LedgerCompanion> companions;

    RunTransaction(StockPolicy policy, BatchTransaction batches, List<LedgerCompanion> companions) {
        this.policy = policy;
        this.merge = new Merge(policy);
        this.batches = batches;
        this.companions = companions;
    }

    /** Safe to repeat: a position that the run already zeroed has a statement of that time. */
    DecidedBatch run(Connection connection, ClosingWrites writes, Submission submission, CompleteRun run)
            throws SQLException {
        PlanByKey.set(connection);
        var source = submission.delivery().source();
        var states = owned(source, run);
        var changed = new HashSet<PositionKey>();
        var touched = new HashSet<PositionKey>();
        if (!states.isEmpty()) {
            RunTable.lock(connection, run.location());
            RunTable.record(connection, source, run, states);
            long after = 0;
            var page = RunTable.absent(connection, run, states, after, PAGE);
            while (!page.isEmpty()) {
                touched.addAll(page.keySet());
                changed.addAll(zero(connection, writes, submission, run, states, page.keySet()));
                after = page.values().stream().mapToLong(id -> id).max().orElse(after);
                page = RunTable.absent(connection, run, states, after, PAGE);
            }
        }
        var whole = new DecidedBatch(List.of(), changed, touched, List.of());
        companions.forEach(companion -> companion.write(whole));
        return whole;
    }

    private Set<StockState> owned(SourceId source, CompleteRun run) {
        return run.states().stream()
                .filter(state -> policy.authority().mayState(source, run.location(), state))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<PositionKey> zero(
            Connection connection,
            ClosingWrites writes,
            Submission submission,
            CompleteRun run,
            Collection<StockState> states,
            Collection<PositionKey> absent)
            throws SQLException {
        List<StockEvent> zeros = absent.stream()
                .<StockEvent>map(key -> zeroOf(submission, run, states, key))
                .toList();
        var batch = new Batch(zeros, policy);
        batches.prepare(connection, batch);
        for (var event : zeros) {
            if (batch.identity(event.header().key()) != null) {
                continue;
            }
            var decision = merge.zero((LevelEvent) event, batch);
            batch.rows.add(EventRow.of(
                    event,
                    decision,
                    batch.id(event.header().position()),
                    submission.delivery().receipt(),
                    true));
        }
        BatchWrite.add(writes, batch);
        writes.send(); // a page at a time is kept in memory
        return BatchTransaction.changed(batch);
    }

    private static LevelEvent zeroOf(
            Submission submission, CompleteRun run, Collection<StockState> states, PositionKey key) {
        Map<StockState, Long> zeros = new HashMap<>();
        states.forEach(state -> zeros.put(state, 0L));
        var id = RunTable.zeroId(run.run(), key);
        var header = new EventHeader(
                new EventKey(submission.delivery().source(), id),
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)),
                EventType.LEVEL,
                key.sku(),
                key.location(),
                run.asOf(),
                0,
                null,
                "not in complete run " + run.run(),
                null);
        return new LevelEvent(header, zeros, run.run());
    }
}
