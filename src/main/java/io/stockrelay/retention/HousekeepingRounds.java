package io.stockrelay.retention;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One round after another on a thread of its own; while much is old, with short pauses only. */
final class HousekeepingRounds implements AutoCloseable {

    /** After a start other things come first. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Housekeeping housekeeping;
    private final Duration every;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(HousekeepingRounds::thread);

    HousekeepingRounds(Housekeeping housekeeping, Duration every) {
        this.housekeeping = housekeeping;
        this.every = every;
        next(FIRST);
    }

    private void round() {
        next(housekeeping.round() ? every : PAUSE);
    }

    private void next(Duration wait) {
        if (!timer.isShutdown()) {
            timer.schedule(this::round, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "housekeeping");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
