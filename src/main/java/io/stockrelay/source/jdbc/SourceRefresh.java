package io.stockrelay.source.jdbc;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the paused sources known and the counts stored, once a second. */
final class SourceRefresh implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceRefresh.class);
    private static final long EVERY_MILLIS = 1_000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(SourceRefresh::thread);

    SourceRefresh(SourceRows sources) {
        timer.scheduleWithFixedDelay(() -> refresh(sources), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void refresh(SourceRows sources) {
        try {
            sources.refresh();
        } catch (RuntimeException e) { // tried again in a second; a dead timer would never notice a resume
            LOG.debug("sources not refreshed reason={}", e.getMessage());
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "source-refresh");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
