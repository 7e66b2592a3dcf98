package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One worker thread per channel, and the few threads its parallel calls need. */
public final class ChannelWorkers {

    private final Offering offering;
    private final ChannelParts parts;
    private final Function<ChannelSettings, ChannelAdapter> adapters;
    private final String owner;
    private final Map<ChannelId, Running> running = new HashMap<>();

    private record Running(ChannelWorker worker, Thread thread, ExecutorService calls) {}

    /**
     * @param owner this node and its incarnation, {@code node/id}
     */
    public ChannelWorkers(
            Offering offering, ChannelParts parts, Function<ChannelSettings, ChannelAdapter> adapters, String owner) {
        this.offering = offering;
        this.parts = parts;
        this.adapters = adapters;
        this.owner = owner;
    }

    /** From now on marks reach the channels. */
    public synchronized void start(ListingMarks marks) {
        for (var channel : offering.channels()) {
            running.computeIfAbsent(channel.id(), id -> start(channel));
        }
        var workers = Map.copyOf(running);
        marks.onMarked(channel -> {
            var one = workers.get(channel);
            if (one != null) {
                one.worker().wake();
            }
        });
    }

    private Running start(ChannelSettings channel) {
        var adapter = adapters.apply(channel);
        var calls = Executors.newFixedThreadPool(
                Math.max(1, adapter.capabilities().parallelCalls()), work -> thread("push-" + channel.id(), work));
        var worker = new ChannelWorker(channel.id().value(), turn(channel, adapter, calls));
        var thread = thread("channel-" + channel.id(), worker);
        thread.start();
        return new Running(worker, thread, calls);
    }

    private ChannelTurn turn(ChannelSettings channel, ChannelAdapter adapter, Executor calls) {
        return new ChannelTurn(channel, offering, adapter, parts, calls, owner);
    }

    private static Thread thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A person changed the channel's stored state. */
    synchronized void changed(ChannelId channel) {
        var one = running.get(channel);
        if (one != null) {
            one.worker().changed();
        }
    }

    /** Lets calls under way finish; what does not finish in time is taken up again after the next start. */
    public synchronized void stop(Duration patience) throws InterruptedException {
        running.values().forEach(one -> one.worker().stop());
        long endsAt = System.nanoTime() + patience.toNanos();
        for (var entry : running.entrySet()) {
            var one = entry.getValue();
            one.thread().join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(endsAt - System.nanoTime())));
            one.calls().shutdownNow();
            if (!one.thread().isAlive()) {
                parts.states().yield(entry.getKey(), owner);
            }
        }
        running.clear();
    }
}
