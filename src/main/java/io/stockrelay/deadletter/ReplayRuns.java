package io.stockrelay.deadletter;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays many, one after the other, so what belongs to one key keeps its order. What is replayed is fixed when the run
 * is asked for: what fails afterwards is not part of it.
 */
public final class ReplayRuns implements AutoCloseable {

    public static final int ITEMS_MAX = 10_000;
    public static final int WAITING_MAX = 8;

    private static final int BUSY_ATTEMPTS_MAX = 6;
    private static final long BUSY_WAIT_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRuns.class);

    private final Replay replay;
    private final DeadLetterStore store;
    private final ReplayRunStore runs;
    private final Clock clock;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX), task -> new Thread(task, "replay"));

    public ReplayRuns(Replay replay, DeadLetterStore store, ReplayRunStore runs, Clock clock) {
        this.replay = replay;
        this.store = store;
        this.runs = runs;
        this.clock = clock;
    }

    /** Starts a replay of the given ones, in the given order; empty where too many runs are waiting already. */
    public Optional<ReplayRun> start(UUID id, List<Long> ids, String chosen, String actor) {
        if (ids.size() > ITEMS_MAX) {
            throw new IllegalArgumentException("at most " + ITEMS_MAX + " in one replay, not " + ids.size());
        }
        if (worker.getQueue().remainingCapacity() == 0) {
            return Optional.empty();
        }
        var now = clock.instant();
        var run = new ReplayRun(id, actor, chosen, ids.size(), 0, 0, 0, ReplayRun.State.RUNNING, "", now, now);
        runs.start(run);
        try {
            worker.execute(() -> work(run, ids));
        } catch (RejectedExecutionException e) {
            runs.end(id, ReplayRun.State.STOPPED, "too many replays were waiting; nothing was replayed");
            return Optional.empty();
        }
        return Optional.of(run);
    }

    /** Starts a replay of all open ones the filter finds, at most {@link #ITEMS_MAX}. */
    public Optional<ReplayRun> start(UUID id, DeadLetterFilter filter, String actor) {
        var open = filter.open();
        return start(id, store.idsForReplay(open, ITEMS_MAX), open.inWords(), actor);
    }

    private void work(ReplayRun run, List<Long> ids) {
        var tally = new Tally();
        try {
            ReplayRun.State ended = replayAll(run, ids, tally);
            runs.progress(run.id(), tally.done, tally.replayed, tally.failed);
            runs.end(run.id(), ended, tally.note);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            runs.end(run.id(), ReplayRun.State.STOPPED, "the program was stopped; the rest is still open");
        } catch (RuntimeException e) { // the run must not end without a word; what it did not reach is still open
            LOG.error("replay stopped run={} done={} of={}", run.id(), tally.done, run.total(), e);
            runs.end(
                    run.id(),
                    ReplayRun.State.STOPPED,
                    "stopped by an error of ours, see the log; the rest is still open");
        }
    }

    private ReplayRun.State replayAll(ReplayRun run, List<Long> ids, Tally tally) throws InterruptedException {
        for (long id : ids) {
            if (runs.progress(run.id(), tally.done, tally.replayed, tally.failed)) {
                tally.note = "cancelled; the rest is still open";
                return ReplayRun.State.CANCELLED;
            }
            ReplayResult result = patiently(id, run.actor());
            if (result.verdict() == ReplayResult.Verdict.TRY_LATER) {
                tally.note = "stopped, the rest is still open: " + result.detail();
                return ReplayRun.State.STOPPED;
            }
            tally.count(result);
        }
        return ReplayRun.State.DONE;
    }

    private ReplayResult patiently(long id, String actor) throws InterruptedException {
        ReplayResult result = replay.one(id, actor);
        for (int attempt = 1;
                attempt < BUSY_ATTEMPTS_MAX && result.verdict() == ReplayResult.Verdict.TRY_LATER;
                attempt++) {
            TimeUnit.MILLISECONDS.sleep(BUSY_WAIT_MILLIS << attempt);
            result = replay.one(id, actor);
        }
        return result;
    }

    /** Stops after the item at hand. */
    @Override
    public void close() {
        worker.shutdownNow();
    }

    private static final class Tally {
        int done;
        int replayed;
        int failed;
        String note = "";

        void count(ReplayResult result) {
            done++;
            if (result.verdict() == ReplayResult.Verdict.REPLAYED) {
                replayed++;
            } else {
                failed++;
            }
        }
    }
}
