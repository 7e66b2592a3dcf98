package io.stockrelay.camel.push;

import io.stockrelay.channel.ChannelWorkers;
import io.stockrelay.channel.ListingMarks;
import io.stockrelay.platform.StartOrder;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Publishes while the routes are there: starts after Camel's routes and the web server, and stops before them. */
final class ChannelLifecycle implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChannelWorkers workers;
    private final ListingMarks marks;
    private volatile boolean isRunning;

    ChannelLifecycle(ChannelWorkers workers, ListingMarks marks) {
        this.workers = workers;
        this.marks = marks;
    }

    @Override
    public void start() {
        workers.start(marks);
        isRunning = true;
    }

    @Override
    public void stop() {
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

    /**
     * After the routes, since a call before them would find no way out; and after the web server ({@code ROUTES + 1}),
     * since a start that ends because its port is taken must not have called anybody.
     */
    @Override
    public int getPhase() {
        return StartOrder.ROUTES.phase() + 2;
    }
}
