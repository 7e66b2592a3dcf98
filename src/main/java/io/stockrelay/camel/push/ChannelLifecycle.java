package io.stockrelay.camel.push;

import io.stockrelay.channel.ChannelWorkers;
import io.stockrelay.channel.ListingMarks;
import io.stockrelay.platform.StartOrder;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Publishes while the routes are there. */
final class ChannelLifecycle implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ChannelLifecycle.class);
    private static final long BILLS_EVERY_MILLIS = 1_000;

    private final ChannelWorkers workers;
    private final ListingMarks marks;
    private @Nullable ScheduledExecutorService bills;
    private volatile boolean isRunning;

    ChannelLifecycle(ChannelWorkers workers, ListingMarks marks) {
        this.workers = workers;
        this.marks = marks;
    }

    @Override
    public void start() {
        workers.start(marks);
        var timer = Executors.newSingleThreadScheduledExecutor(ChannelLifecycle::thread);
        timer.scheduleWithFixedDelay(this::markNewBills, 0, BILLS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        bills = timer;
        isRunning = true;
    }

    private void markNewBills() {
        try {
            marks.markNewBills();
        } catch (RuntimeException e) { // tried again in a second; a dead timer would never notice the next day's bills
            LOG.debug("event=bills-not-marked cause=\"{}\"", e.toString());
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "bills-of-materials");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void stop() {
        if (bills != null) {
            bills.shutdownNow();
        }
        try {
            workers.stop(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public boolean isAutoStartup() {
        return StartOrder.CALLERS.isInTurn();
    }

    @Override
    public int getPhase() {
        return StartOrder.CALLERS.phase();
    }
}
