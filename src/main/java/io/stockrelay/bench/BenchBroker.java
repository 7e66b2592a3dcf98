package io.stockrelay.bench;

import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.broker.BrokerSettings;
import io.stockrelay.platform.broker.EmbeddedBroker;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.broker.BrokerRegistry;
import org.apache.activemq.command.ActiveMQQueue;
import org.springframework.util.unit.DataSize;

/** The program's own kind of broker, but in the benchmark's process: both sides reach it by TCP, and its counts are at hand. */
final class BenchBroker implements AutoCloseable {

    static final String USER = "stockrelay";
    static final int PREFETCH = 100;

    private final EmbeddedBroker broker;
    private final String password;

    BenchBroker(Path folder) {
        var secrets = new Secrets(folder.resolve("secrets"));
        var settings = new BrokerSettings(
                null,
                null,
                "",
                0,
                0,
                0,
                PREFETCH,
                4,
                DataSize.ofMegabytes(256),
                DataSize.ofGigabytes(10),
                DataSize.ofMegabytes(20));
        this.broker = new EmbeddedBroker(folder, settings, secrets);
        this.password = secrets.secret("broker-" + USER);
    }

    String url() {
        return "tcp://127.0.0.1:" + broker.openWirePort();
    }

    String password() {
        return password;
    }

    /** Connections over TCP with the program's own prefetch. */
    ActiveMQConnectionFactory connections() {
        var factory = new ActiveMQConnectionFactory(USER, password, url());
        var prefetch = new ActiveMQPrefetchPolicy();
        prefetch.setQueuePrefetch(PREFETCH);
        factory.setPrefetchPolicy(prefetch);
        factory.setWatchTopicAdvisories(false);
        return factory;
    }

    /** How many messages of a queue have been taken for good, their transactions committed. */
    long taken(String queue) throws IOException {
        var service = Objects.requireNonNull(BrokerRegistry.getInstance().lookup("stockrelay"), "the broker runs");
        try {
            var destination = service.getDestination(new ActiveMQQueue(queue));
            return destination.getDestinationStatistics().getDequeues().getCount();
        } catch (Exception e) { // BrokerService declares no narrower type
            throw new IOException("the broker does not tell about queue " + queue, e);
        }
    }

    /** For interfaces that know of no JMS. */
    static IOException failed(JMSException e) {
        return new IOException("the broker failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        broker.stop();
    }
}
