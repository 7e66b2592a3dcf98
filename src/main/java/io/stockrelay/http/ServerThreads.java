package io.stockrelay.http;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.boot.autoconfigure.web.ServerProperties;

/**
 * The web server's threads. It wakes one of them whenever somebody else's thread has answered, to see whether the caller's
 * next request has come already: hardly ever has it. Whoever answers {@link #readingOn} looks for himself, for what is
 * read is only handed on ({@link DirectWay}), and the selector waits for the rest.
 */
final class ServerThreads extends QueuedThreadPool {

    private final ThreadLocal<Boolean> isReadingOn = ThreadLocal.withInitial(() -> false);

    private ServerThreads(ServerProperties.Jetty.Threads settings, int queueMax) {
        super(
                settings.getMax(),
                settings.getMin(),
                Math.toIntExact(settings.getIdleTimeout().toMillis()),
                new BlockingArrayQueue<>(settings.getMin(), settings.getMin(), queueMax));
    }

    static ServerThreads of(ServerProperties.Jetty.Threads settings) {
        var queueMax = settings.getMaxQueueCapacity();
        return new ServerThreads(settings, queueMax == null ? Integer.MAX_VALUE : queueMax);
    }

    /** Answers, and reads what the same connection has next, on this thread. */
    void readingOn(Runnable answer) {
        boolean wasReadingOn = isReadingOn.get();
        isReadingOn.set(true);
        try {
            answer.run();
        } finally {
            isReadingOn.set(wasReadingOn);
        }
    }

    @Override
    public void execute(Runnable job) {
        if (job instanceof Connection && isReadingOn.get()) {
            job.run();
        } else {
            super.execute(job);
        }
    }
}
