package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.LedgerTasks;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.LedgerWork;
import io.stockrelay.stock.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The ledger's writers: each takes what is waiting, decides it as one batch and commits once. Where several came at once,
 * or others wait already, the next batch begins while the disk has yet to write this one; nobody is answered before it has.
 */
final class JdbcLedger implements Ledger, LedgerTasks, SmartLifecycle {

    /** Starts before anything that submits and stops after it. */
    static final int PHASE = 3_000; // StartOrder.WRITERS: after the broker, before workers and routes

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLedger.class);

    private final LedgerQueue queue;
    private final BatchCommit commit;
    private final DurableAnswers durable;
    private final int writers;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    JdbcLedger(LedgerSettings settings, LedgerQueue queue, BatchCommit commit, DurableAnswers durable) {
        this.durable = durable;
        this.queue = queue;
        this.commit = commit;
        this.writers = settings.writers();
    }

    @Override
    public void requireRoom() {
        queue.requireRoom();
    }

    @Override
    public CompletableFuture<DecidedSubmission> submit(Submission submission) {
        return queue.offer(submission).thenApply(DecidedSubmission.class::cast);
    }

    @Override
    @SuppressWarnings("unchecked") // a task is answered by the guest that declares it
    public <A> CompletableFuture<A> submit(LedgerTask<A> task) {
        return queue.offer(task).thenApply(answer -> (A) answer);
    }

    @Override
    public CompletableFuture<DecidedSubmission> submitWhenRoom(Submission submission) throws InterruptedException {
        return queue.put(submission).thenApply(DecidedSubmission.class::cast);
    }

    @Override
    public synchronized void start() {
        running = true;
        durable.start();
        for (int number = 1; number <= writers; number++) {
            Taking taking = number == 1 ? queue::take : queue::takeToHelp;
            var thread = new Thread(() -> write(taking), "ledger-" + number);
            threads.add(thread);
            thread.start();
        }
    }

    /** Finishes what is waiting, then stops. */
    @Override
    public synchronized void stop() {
        running = false;
        try {
            for (var thread : threads) {
                thread.join();
            }
            durable.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private interface Taking {
        List<LedgerQueue.Waiting> take() throws InterruptedException;
    }

    private void write(Taking taking) {
        try {
            var batch = taking.take();
            while (running || !batch.isEmpty()) {
                if (!batch.isEmpty()) {
                    settle(batch);
                }
                batch = taking.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void settle(List<LedgerQueue.Waiting> batch) {
        try {
            var works = batch.stream().map(LedgerQueue.Waiting::work).toList();
            var committed = commit.commit(works, () -> works.size() > 1 || queue.isWaitedFor());
            if (committed.isOnDisk()) {
                queue.answer(batch, committed.answers());
            } else {
                durable.add(batch, committed.answers());
            }
        } catch (LedgerUnavailable e) {
            batch.forEach(waiting -> queue.fail(waiting, e));
        } catch (RuntimeException e) {
            isolate(batch, e);
        }
    }

    /** Poison fails alone: its neighbours are decided without it. */
    private void isolate(List<LedgerQueue.Waiting> batch, RuntimeException cause) {
        if (batch.size() == 1) {
            LOG.error("the ledger could not decide {}", named(batch.get(0).work()), cause);
            queue.fail(batch.get(0), cause);
            return;
        }
        int middle = batch.size() / 2;
        settle(batch.subList(0, middle));
        settle(batch.subList(middle, batch.size()));
    }

    private static String named(LedgerWork work) {
        return work instanceof Submission submission
                ? "receipt " + submission.delivery().receipt()
                : work.getClass().getSimpleName();
    }
}
