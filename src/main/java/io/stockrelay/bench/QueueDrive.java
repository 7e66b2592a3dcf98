package io.stockrelay.bench;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Sends grouped, durable messages to a queue while its consumers work, never far ahead of them, until all are taken. */
final class QueueDrive implements Side {

    private static final int PRODUCERS = 2;
    private static final int TRANSACTION = 100;
    private static final int GROUPS = 256;
    private static final long AHEAD_MAX = 4_000;
    private static final long LOOK_NANOS = 1_000_000;
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(3);

    private final BenchBroker broker;
    private final String queue;
    private final Duration slice;
    private final Documents documents;
    private final AtomicLong numbers;
    private final AtomicLong sent = new AtomicLong();

    QueueDrive(BenchBroker broker, String queue, Duration slice, Documents documents, AtomicLong numbers) {
        this.broker = broker;
        this.queue = queue;
        this.slice = slice;
        this.documents = documents;
        this.numbers = numbers;
    }

    /** All messages sent so far, of all rounds. */
    long sent() {
        return sent.get();
    }

    @Override
    public Work run() throws IOException, InterruptedException {
        long before = sent.get();
        long takenBefore = broker.taken(queue);
        long start = System.nanoTime();
        long deadline = start + slice.toNanos();
        var pool = Executors.newFixedThreadPool(PRODUCERS);
        try {
            var running = IntStream.range(0, PRODUCERS)
                    .mapToObj(i -> pool.submit(() -> {
                        produce(deadline, takenBefore - before);
                        return null;
                    }))
                    .toList();
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("sending to " + queue + " failed: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
        awaitTaken(takenBefore + sent.get() - before);
        return new Work(sent.get() - before, Duration.ofNanos(System.nanoTime() - start), null);
    }

    /** Sends some messages of another kind and waits until they are taken. */
    void sendAll(Iterable<String> texts) throws IOException {
        long takenBefore = broker.taken(queue);
        long count = 0;
        try (var connection = broker.connections().createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue(queue))) {
            for (var text : texts) {
                producer.send(session.createTextMessage(text));
                session.commit();
                count++;
            }
        } catch (JMSException e) {
            throw BenchBroker.failed(e);
        }
        awaitTaken(takenBefore + count);
    }

    private void produce(long deadline, long takenOffset) throws JMSException, IOException {
        try (var connection = broker.connections().createConnection();
                var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var producer = session.createProducer(session.createQueue(queue))) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            while (System.nanoTime() < deadline) {
                if (sent.get() + takenOffset - broker.taken(queue) > AHEAD_MAX) {
                    LockSupport.parkNanos(LOOK_NANOS);
                    continue;
                }
                for (int i = 0; i < TRANSACTION; i++) {
                    long number = numbers.incrementAndGet();
                    var message = session.createTextMessage(documents.adjustment(number));
                    message.setStringProperty("JMSXGroupID", documents.group(number, GROUPS));
                    producer.send(message);
                }
                session.commit();
                sent.addAndGet(TRANSACTION);
            }
        }
    }

    private void awaitTaken(long wanted) throws IOException {
        long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
        while (broker.taken(queue) < wanted) {
            if (System.nanoTime() > deadline) {
                throw new BenchFailed(
                        "Of queue " + queue + " " + (wanted - broker.taken(queue)) + " messages were not taken within "
                                + DRAIN_LIMIT.toMinutes() + " minutes.",
                        "The program's log tells why.");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
