package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.LedgerWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Work that waits for a writer; bounded by the number of their parts. */
final class LedgerQueue {

    /**
     * One waiting work and whoever waits for it.
     *
     * @param since when it came, in nanoseconds of the queue's own clock
     */
    record Waiting(LedgerWork work, CompletableFuture<Object> future, int permits, long since) {}

    private static final long IDLE_MILLIS = 200;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private final Semaphore calls = new Semaphore(0);
    private final AtomicInteger queued = new AtomicInteger();
    private final int helpFrom;
    private final int roomMax;
    private final int batchMax;
    private final Duration waitMax;
    private final LongSupplier nanos;

    /** @param nanos a clock that never goes back */
    LedgerQueue(LedgerSettings settings, LongSupplier nanos) {
        this.waitMax = settings.waitMax();
        this.nanos = nanos;
        this.roomMax = settings.queueMax();
        this.room = new Semaphore(roomMax, true);
        this.batchMax = settings.batchMax();
        this.helpFrom = settings.helpFrom();
    }

    /**
     * Room is a number of parts and a time: whoever would have to wait longer than that is better told to come again.
     *
     * @throws LedgerFull where there is none
     */
    void requireRoom() {
        var oldest = queue.peek();
        if (oldest != null && nanos.getAsLong() - oldest.since() > waitMax.toNanos()) {
            throw new LedgerFull("what waits for the ledger has waited for more than " + waitMax.toMillis()
                    + " ms; nothing was taken, try again in a moment");
        }
    }

    CompletableFuture<Object> offer(LedgerWork work) {
        requireRoom();
        int permits = permits(work);
        if (!room.tryAcquire(permits)) {
            throw new LedgerFull(
                    "the ledger has " + (roomMax - room.availablePermits()) + " parts waiting and takes no more than "
                            + roomMax + "; nothing was taken, try again in a moment");
        }
        return add(work, permits);
    }

    CompletableFuture<Object> put(LedgerWork work) throws InterruptedException {
        int permits = permits(work);
        room.acquire(permits);
        return add(work, permits);
    }

    private int permits(LedgerWork work) {
        return Math.min(work.size(), roomMax);
    }

    private CompletableFuture<Object> add(LedgerWork work, int permits) {
        var waiting = new Waiting(work, new CompletableFuture<>(), permits, nanos.getAsLong());
        queue.add(waiting);
        callForHelp(queued.addAndGet(work.size()));
        return waiting.future();
    }

    private void callForHelp(int parts) {
        if (parts >= helpFrom && calls.availablePermits() == 0) {
            calls.release();
        }
    }

    /**
     * What is waiting, up to a batch, for a writer that only helps where much waits: of little, one batch is better than
     * two halves, each with a commit of its own and both after the same positions.
     */
    List<Waiting> takeToHelp() throws InterruptedException {
        boolean isCalled = calls.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        return isCalled && queued.get() >= helpFrom ? take() : List.of();
    }

    /** What is waiting, up to a batch; empty after a short while without any. */
    List<Waiting> take() throws InterruptedException {
        var first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        var batch = new ArrayList<Waiting>();
        batch.add(first);
        int parts = first.work().size();
        var next = queue.peek();
        while (next != null && parts + next.work().size() <= batchMax) {
            next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
            parts += next.work().size();
            next = queue.peek();
        }
        int left = queued.addAndGet(-parts);
        if (left > 0) {
            callForHelp(left);
        }
        return batch;
    }

    /** Whether anybody waits for a writer. */
    boolean isWaitedFor() {
        return !queue.isEmpty();
    }

    void answer(List<Waiting> batch, List<Object> answers) {
        for (int i = 0; i < batch.size(); i++) {
            room.release(batch.get(i).permits());
            batch.get(i).future().complete(answers.get(i));
        }
    }

    void fail(Waiting waiting, RuntimeException cause) {
        room.release(waiting.permits());
        waiting.future().completeExceptionally(cause);
    }

    int waiting() {
        return roomMax - room.availablePermits();
    }
}
