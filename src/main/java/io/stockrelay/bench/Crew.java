package io.stockrelay.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Workers side by side that do the same over and over, each until the time is over. */
final class Crew {

    private Crew() {}

    /** One worker's turn after turn; tells how long each took. */
    @FunctionalInterface
    interface Worker {

        /** @param deadline by {@link System#nanoTime()}; no turn begins after it */
        LatencyLog work(long deadline) throws IOException, SQLException;
    }

    /** @param unitsEach how many units of work one turn is */
    static Work run(int workers, Duration slice, int unitsEach, Worker worker)
            throws IOException, SQLException, InterruptedException {
        var pool = Executors.newFixedThreadPool(workers);
        try {
            long start = System.nanoTime();
            List<Future<LatencyLog>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(pool.submit(() -> worker.work(start + slice.toNanos())));
            }
            List<LatencyLog> logs = new ArrayList<>();
            for (var one : running) {
                logs.add(one.get());
            }
            var elapsed = Duration.ofNanos(System.nanoTime() - start);
            long turns = logs.stream().mapToLong(LatencyLog::count).sum();
            return new Work(turns * unitsEach, elapsed, LatencyLog.of(logs.stream()));
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static IOException failure(@Nullable Throwable cause) throws SQLException {
        if (cause instanceof BenchFailed failed) {
            throw failed;
        }
        if (cause instanceof SQLException failed) {
            throw failed;
        }
        return new IOException("a worker of the benchmark failed: " + cause, cause);
    }
}
