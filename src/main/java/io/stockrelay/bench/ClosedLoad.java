package io.stockrelay.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * So many clients, each with a connection of its own, each asking again as soon as it is answered, for a time. One thread
 * serves them all: generator and program share the cores, and what a thread for each client burns the program lacks.
 *
 * @param unitsEach how many units of work one call is
 * @param numbers hands every call a number of its own, over all rounds
 * @param call the whole request of that number
 */
record ClosedLoad(URI server, int clients, Duration slice, int unitsEach, AtomicLong numbers, LongFunction<byte[]> call)
        implements Side {

    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final int READ_AT_ONCE = 1 << 16;

    @Override
    public Work run() throws IOException, InterruptedException {
        var log = new LatencyLog();
        try (var selector = Selector.open()) {
            long start = System.nanoTime();
            connect(selector);
            serve(selector, start + slice.toNanos(), log);
            var elapsed = Duration.ofNanos(System.nanoTime() - start);
            return new Work(log.count() * unitsEach, elapsed, LatencyLog.of(Stream.of(log)));
        }
    }

    private void connect(Selector selector) throws IOException {
        var address = new InetSocketAddress(server.getHost(), server.getPort());
        try {
            for (int i = 0; i < clients; i++) {
                var channel = SocketChannel.open(address);
                channel.configureBlocking(false);
                var caller = new Caller(channel);
                channel.register(selector, SelectionKey.OP_READ, caller);
                ask(caller);
            }
        } catch (IOException e) {
            hangUp(selector);
            throw e;
        }
    }

    private void ask(Caller caller) throws IOException {
        caller.send(call.apply(numbers.getAndIncrement()), System.nanoTime());
    }

    /** Until the deadline, and then until all are answered. */
    private void serve(Selector selector, long deadline, LatencyLog log) throws IOException, InterruptedException {
        var read = ByteBuffer.allocateDirect(READ_AT_ONCE);
        int underWay = clients;
        try {
            while (underWay > 0) {
                if (selector.select(ANSWER_LIMIT.toMillis()) == 0) {
                    requireMore();
                }
                for (var key : selector.selectedKeys()) {
                    var caller = (Caller) key.attachment();
                    if (caller.isAnswered(read)) {
                        long now = System.nanoTime();
                        log.add(now - caller.began());
                        requireYes(caller.status());
                        if (now < deadline) {
                            ask(caller);
                        } else {
                            underWay--;
                        }
                    }
                }
                selector.selectedKeys().clear();
            }
        } finally {
            hangUp(selector);
        }
    }

    private static void hangUp(Selector selector) throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
    }

    private void requireMore() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        throw new BenchFailed(
                "None of " + clients + " clients was answered for " + ANSWER_LIMIT.toSeconds() + " s.",
                "The program's log tells why.");
    }

    private void requireYes(int status) {
        if (status < 200 || status > 299) {
            throw new BenchFailed(
                    "A call of one of " + clients + " clients was answered with status " + status + ".",
                    "The program's log tells why.");
        }
    }
}
