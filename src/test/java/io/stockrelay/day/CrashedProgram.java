package io.stockrelay.day;

import io.stockrelay.testkit.RunningStockRelay;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One program through all of its lives: killed, and started again on the same data. */
final class CrashedProgram implements AutoCloseable {

    private static final Duration DEATH_MAX = Duration.ofMinutes(3);

    private final RunningStockRelay.Builder settings;
    private RunningStockRelay last;
    private @Nullable RunningStockRelay alive;

    CrashedProgram(RunningStockRelay.Builder settings) {
        this.settings = settings;
        this.last = settings.start();
        this.alive = last;
    }

    /** Waits until it lives. */
    synchronized RunningStockRelay alive() throws InterruptedException {
        long until = System.nanoTime() + DEATH_MAX.toNanos();
        while (alive == null) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("it was not started again within " + DEATH_MAX);
            }
            wait(1_000);
        }
        return alive;
    }

    /** Waits a moment, less where it dies or comes to life meanwhile. */
    synchronized void pause(Duration moment) throws InterruptedException {
        wait(moment.toMillis());
    }

    /** Kills it as {@code kill -9} does and returns its remains: PostgreSQL lives on and can still be asked. */
    RunningStockRelay kill() {
        synchronized (this) {
            alive = null;
            notifyAll();
        }
        last.kill9();
        return last;
    }

    void startAndKillAfter(Duration time) {
        settings.startAndKill9After(time);
    }

    void startAgain() {
        var again = last.startAgain();
        synchronized (this) {
            last = again;
            alive = again;
            notifyAll();
        }
    }

    @Override
    public void close() {
        last.close();
    }
}
