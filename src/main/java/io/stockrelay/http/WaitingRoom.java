package io.stockrelay.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * How long a request waits on its own thread for what the ledger is about to decide, and how many do so at once. Where the
 * wait is longer, or that many wait already, the thread is given back: a ledger that cannot decide never takes the threads
 * of those who ask something else.
 */
@Component
final class WaitingRoom {

    /** Half of the web server's threads. */
    static final int WAITING_MAX = 100;

    static final long MILLIS = 250;

    private final Semaphore places = new Semaphore(WAITING_MAX);

    boolean isDoneSoon(CompletableFuture<?> later) throws InterruptedException {
        if (later.isDone()) {
            return true;
        }
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            later.get(MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true; // the answer is a refusal
        } catch (TimeoutException e) {
            return false;
        } finally {
            places.release();
        }
    }

    /** What it came to; a refusal is thrown as it was. */
    static <T> T answer(CompletableFuture<T> done) throws Exception {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
