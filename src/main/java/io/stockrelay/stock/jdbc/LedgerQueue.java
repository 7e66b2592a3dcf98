package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.LedgerWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work that waits for a writer; bounded by the number of their parts. */
final class LedgerQueue {

    /** One waiting work and whoever waits for it. */
    record Waiting(LedgerWork work, CompletableFuture<Object> future, int permits) {}

    private static final long IDLE_MILLIS = 200;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Semaphore room;
    private final int roomMax;
    private final int batchMax;

    LedgerQueue(LedgerSettings settings) {
        this.roomMax = settings.queueMax();
        this.room = new Semaphore(roomMax, true);
        this.batchMax = settings.batchMax();
    }

    CompletableFuture<Object> offer(LedgerWork work) {
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
        var waiting = new Waiting(work, new CompletableFuture<>(), permits);
        queue.add(waiting);
        return waiting.future();
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
        return batch;
    }

    void release(Waiting done) {
        room.release(done.permits());
    }

    int waiting() {
        return roomMax - room.availablePermits();
    }
}
