package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.OpeningReads;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.LedgerWork;
import io.stockrelay.stock.Submission;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/** Commits a batch, deciding it again where the database asks for that, and tells outages from poison. */
final class BatchCommit {

    private static final int ATTEMPTS_MAX = 10;
    /** Conflicts, time-outs of locks, and ids that another writer took after this one had looked for them. */
    private static final Set<String> AGAIN = Set.of("40001", "40P01", "55P03", "23505");

    private static final String WITHOUT_DISK = "set local synchronous_commit = off";

    private final DataSource dataSource;
    private final TransactionTemplate transactions;
    private final BatchTransaction batches;
    private final RunTransaction runs;

    BatchCommit(
            DataSource dataSource, TransactionTemplate transactions, BatchTransaction batches, RunTransaction runs) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.batches = batches;
        this.runs = runs;
    }

    /**
     * Answers that may be given.
     *
     * @param isOnDisk false where they may not be given yet: a crash of the database would undo what they tell
     */
    record Committed(List<Object> answers, boolean isOnDisk) {}

    /**
     * @param othersWait whether it is better to begin the next batch than to wait for the disk
     * @throws LedgerUnavailable where the database is away; whether a commit in doubt took place, repeats will tell
     */
    Committed commit(List<LedgerWork> works, BooleanSupplier othersWait) {
        var ended = again(
                (connection, reads, writes, isAgain) -> batches.run(connection, reads, writes, works, isAgain),
                othersWait);
        var decided = ended.result();
        batches.committed(decided.batch());
        boolean isOnDisk = ended.isOnDisk();
        for (var work : works) {
            if (work instanceof Submission submission) {
                for (var run : submission.completeRuns()) {
                    var applied = again(
                            (connection, reads, writes, isAgain) -> runs.run(connection, writes, submission, run),
                            () -> false);
                    batches.committed(applied.result());
                    isOnDisk = true; // with all that was committed before
                }
            }
        }
        return new Committed(decided.answers(), isOnDisk);
    }

    private interface Work<T> {
        T on(Connection connection, OpeningReads reads, ClosingWrites writes, boolean isAgain) throws SQLException;
    }

    private record Ended<T>(T result, boolean isOnDisk) {}

    private <T> Ended<T> again(Work<T> work, BooleanSupplier othersWait) {
        for (int attempt = 1; ; attempt++) {
            boolean isAgain = attempt > 1;
            try {
                return Objects.requireNonNull(transactions.execute(status -> once(work, othersWait, isAgain)));
            } catch (LedgerGuest.DecideAgain | Again e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            } catch (CannotCreateTransactionException
                    | CannotGetJdbcConnectionException
                    | TransactionSystemException e) {
                throw away(e);
            } catch (DataAccessException e) {
                if (asksAgain(e.getRootCause()) && attempt < ATTEMPTS_MAX) {
                    continue;
                }
                throw isOutage(e.getRootCause()) ? away(e) : e;
            }
        }
    }

    private <T> Ended<T> once(Work<T> work, BooleanSupplier othersWait, boolean isAgain) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var reads = OpeningReads.collect(dataSource);
                var writes = ClosingWrites.collect(dataSource)) {
            var result = work.on(connection, reads, writes, isAgain);
            boolean isLeftToOthers = othersWait.getAsBoolean();
            if (isLeftToOthers) {
                writes.add(WITHOUT_DISK, (of, statement, first) -> first);
            }
            writes.sendLast();
            return new Ended<>(result, !isLeftToOthers);
        } catch (SQLException e) {
            throw translated(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static RuntimeException translated(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        if (AGAIN.contains(state)) {
            return new Again(e);
        }
        return isOutage(e)
                ? away(e)
                : new IllegalStateException("the ledger's transaction failed: " + e.getMessage(), e);
    }

    private static boolean asksAgain(@Nullable Throwable cause) {
        return cause instanceof SQLException sql && sql.getSQLState() != null && AGAIN.contains(sql.getSQLState());
    }

    private static boolean isOutage(@Nullable Throwable cause) {
        if (!(cause instanceof SQLException sql) || sql.getSQLState() == null) {
            return cause instanceof IOException;
        }
        return sql.getSQLState().startsWith("08")
                || sql.getSQLState().startsWith("57P")
                || sql.getSQLState().startsWith("53")
                || sql.getSQLState().equals("25006"); // a replica that became read-only
    }

    static LedgerUnavailable away(Exception cause) {
        return new LedgerUnavailable(
                "the database did not answer, so it is not known whether this was stored; send the same again in a moment",
                cause);
    }

    /** The database asks to decide again. */
    private static final class Again extends RuntimeException {
        Again(SQLException cause) {
            super(cause);
        }
    }
}
