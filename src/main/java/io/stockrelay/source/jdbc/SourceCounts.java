package io.stockrelay.source.jdbc;

import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.Outcome;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what came since the last time somebody looked. Kept in memory and added to the database now and then: one row
 * per source in every batch would make all writers wait for each other.
 */
final class SourceCounts implements LedgerCompanion {

    private Map<SourceId, Counted> counts = new HashMap<>();

    @Override
    public void write(DecidedBatch batch) {
        // counted only once committed
    }

    @Override
    public synchronized void committed(DecidedBatch batch) {
        for (var decided : batch.submissions()) {
            counts.computeIfAbsent(decided.submission().delivery().source(), source -> new Counted())
                    .add(decided);
        }
    }

    /** What was counted since the last call. */
    synchronized Map<SourceId, Counted> taken() {
        var taken = counts;
        counts = new HashMap<>();
        return taken;
    }

    /** Puts back what could not be stored. */
    synchronized void putBack(Map<SourceId, Counted> taken) {
        taken.forEach((source, counted) -> counts.merge(source, counted, Counted::plus));
    }

    /** One source's counts. */
    static final class Counted {
        long deliveries;

        @Nullable
        Instant lastReceivedAt;

        @Nullable
        Instant lastAppliedAt;

        final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

        void add(DecidedSubmission decided) {
            var receivedAt = decided.submission().delivery().receivedAt();
            deliveries++;
            lastReceivedAt = later(lastReceivedAt, receivedAt);
            for (var each : decided.outcomes()) {
                outcomes.merge(each.outcome(), 1L, Long::sum);
                if (each.outcome() == Outcome.APPLIED) {
                    lastAppliedAt = later(lastAppliedAt, receivedAt);
                }
            }
        }

        Counted plus(Counted other) {
            deliveries += other.deliveries;
            lastReceivedAt = later(lastReceivedAt, other.lastReceivedAt);
            lastAppliedAt = later(lastAppliedAt, other.lastAppliedAt);
            other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
            return this;
        }

        private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.isAfter(other) ? one : other;
        }
    }
}
