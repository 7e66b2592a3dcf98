package io.stockrelay.stock.jdbc;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;

/**
 * Answers batches that were committed without waiting for the disk, once it has them: one wait for all that came meanwhile,
 * on a thread of its own, while the writers decide the next.
 */
final class DurableAnswers {

    /**
     * Writes a record of no consequence, whose commit waits for the disk, and so for everything that was committed before,
     * by any node.
     */
    private static final String MARK = "select pg_logical_emit_message(true, 'stockrelay', '')";

    private static final long IDLE_MILLIS = 200;
    private static final Logger LOG = LoggerFactory.getLogger(DurableAnswers.class);

    private record Committed(List<LedgerQueue.Waiting> batch, List<Object> answers) {}

    private final BlockingQueue<Committed> committed = new LinkedBlockingQueue<>();
    private final LedgerQueue queue;
    private final JdbcTemplate jdbc;
    private @Nullable Thread thread;
    private volatile boolean isRunning;

    DurableAnswers(LedgerQueue queue, JdbcTemplate jdbc) {
        this.queue = queue;
        this.jdbc = jdbc;
    }

    void start() {
        isRunning = true;
        thread = new Thread(this::run, "ledger-disk");
        thread.start();
    }

    /** Once no writer is left; what was committed is answered first. */
    void stop() throws InterruptedException {
        isRunning = false;
        if (thread != null) {
            thread.join();
        }
    }

    void add(List<LedgerQueue.Waiting> batch, List<Object> answers) {
        committed.add(new Committed(batch, answers));
    }

    private void run() {
        try {
            while (isRunning || !committed.isEmpty()) {
                var first = committed.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    var all = new ArrayList<Committed>();
                    all.add(first);
                    committed.drainTo(all);
                    answer(all);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(List<Committed> all) {
        try {
            jdbc.execute(MARK, (PreparedStatementCallback<Boolean>) PreparedStatement::execute);
        } catch (DataAccessException e) {
            fail(all, e);
            return;
        } catch (RuntimeException e) {
            LOG.error("it is not known whether the disk has what was committed", e);
            fail(all, e);
            return;
        }
        all.forEach(one -> queue.answer(one.batch(), one.answers()));
    }

    private void fail(List<Committed> all, RuntimeException cause) {
        var unknown = BatchCommit.away(cause);
        all.forEach(one -> one.batch().forEach(waiting -> queue.fail(waiting, unknown)));
    }
}
