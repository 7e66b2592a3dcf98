package io.stockrelay.sandbox.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Runs calls by plan on threads of its own. With a rate, latency counts from the moment a call was due, so that a stall of
 * the other side shows in every call it delayed.
 */
final class LoadRun {
    private static final int STATUS_MAX = 600;

    private final LoadPlan plan;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicIntegerArray statuses = new AtomicIntegerArray(STATUS_MAX);
    private final AtomicLong lastAnswer = new AtomicLong();
    private final long[] nanos;
    private final long start = System.nanoTime();

    private LoadRun(LoadPlan plan) {
        this.plan = plan;
        this.nanos = new long[plan.calls()];
    }

    /** Each connection gets a caller of its own. */
    static LoadResult of(LoadPlan plan, Supplier<Caller> callers) throws InterruptedException {
        LoadRun run = new LoadRun(plan);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < plan.connections(); i++) {
            Caller caller = callers.get();
            Thread thread = new Thread(() -> run.work(caller), "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return run.result();
    }

    private void work(Caller caller) {
        for (int call = next.getAndIncrement(); call < plan.calls(); call = next.getAndIncrement()) {
            long due = start + plan.dueAfterNanos(call);
            if (Math.max(due, System.nanoTime()) - start > plan.atMost().toNanos()) {
                return;
            }
            waitUntil(due);
            long from = plan.callsPerSecond() == 0 ? System.nanoTime() : due;
            int status = status(caller, call);
            long answered = System.nanoTime();
            nanos[call] = Math.max(1, answered - from);
            statuses.incrementAndGet(status);
            lastAnswer.accumulateAndGet(answered - start, Math::max);
        }
    }

    /** 0 for a call that was not answered. */
    private static int status(Caller caller, int call) {
        try {
            return Math.min(STATUS_MAX - 1, Math.max(1, caller.call(call)));
        } catch (IOException e) {
            return 0;
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private LoadResult result() {
        long accepted = 0;
        SortedMap<Integer, Long> refused = new TreeMap<>();
        for (int status = 1; status < STATUS_MAX; status++) {
            long count = statuses.get(status);
            if (status >= 200 && status < 300) {
                accepted += count;
            } else if (count > 0) {
                refused.put(status, count);
            }
        }
        long[] measured = Arrays.stream(nanos).filter(one -> one > 0).toArray();
        return new LoadResult(
                measured.length,
                accepted,
                refused,
                statuses.get(0),
                Duration.ofNanos(lastAnswer.get()),
                Latencies.of(measured));
    }

    /** Sends one call and waits for its status; used by one thread. */
    interface Caller {
        int call(int call) throws IOException;
    }
}
