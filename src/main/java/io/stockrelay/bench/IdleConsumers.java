package io.stockrelay.bench;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The floor of a queue: as many consumers as the route has, one transaction for each message, nothing done with it. */
final class IdleConsumers implements AutoCloseable {

    static final String QUEUE = "bench.floor";

    /** As the template {@code jms-queue} has by default. */
    static final int CONSUMERS = 16;

    private static final long WAIT_MILLIS = 200;

    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(CONSUMERS);
    private volatile boolean isClosed;

    IdleConsumers(BenchBroker broker) throws IOException {
        try {
            for (int i = 0; i < CONSUMERS; i++) {
                var connection = broker.connections().createConnection();
                connections.add(connection);
                connection.start();
                pool.execute(() -> consume(connection));
            }
        } catch (JMSException e) {
            close();
            throw BenchBroker.failed(e);
        }
    }

    private void consume(Connection connection) {
        try (var session = connection.createSession(true, Session.SESSION_TRANSACTED);
                var consumer = session.createConsumer(session.createQueue(QUEUE))) {
            while (!isClosed) {
                if (consumer.receive(WAIT_MILLIS) != null) {
                    session.commit();
                }
            }
        } catch (JMSException e) {
            if (!isClosed) {
                throw new BenchFailed("A consumer of the floor failed: " + e.getMessage(), "Run it again.", e);
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        pool.shutdown();
        for (var connection : connections) {
            try {
                connection.close();
            } catch (JMSException e) {
                continue; // it is gone either way
            }
        }
    }
}
