package io.stockrelay.platform.broker;

import java.util.List;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.broker.region.policy.SharedDeadLetterStrategy;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.AuthorizationEntry;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.DefaultAuthorizationMap;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/** Who may do what on the embedded broker, and how its queues behave. */
final class BrokerPolicy {

    /** The account of StockRelay itself. */
    static final String SERVICE_USER = "stockrelay";
    /** The account for systems that send to us: it may send to any queue and read none. */
    static final String CLIENT_USER = "client";
    /** Where the broker puts what it gives up on; drained into the dead letters of PostgreSQL. */
    static final String DEAD_LETTER_QUEUE = "ActiveMQ.DLQ";

    private static final String SERVICES = "services";
    private static final String CLIENTS = "clients";

    private BrokerPolicy() {}

    static PolicyMap destinations() {
        var queues = new PolicyEntry();
        queues.setDestination(new ActiveMQQueue(">"));
        // The default keeps the 1,024 groups used last and forgets who serves the others: order is lost beyond that.
        queues.setMessageGroupMapFactoryType("bucket?bucketCount=1024");
        queues.setDeadLetterStrategy(deadLetters());
        queues.setPersistJMSRedelivered(true);
        queues.setMemoryLimit(32L * 1024 * 1024);
        queues.setMaxPageSize(200);
        var topics = new PolicyEntry();
        topics.setDestination(new ActiveMQTopic(">"));
        topics.setDeadLetterStrategy(deadLetters());
        var map = new PolicyMap();
        map.setPolicyEntries(List.of(queues, topics));
        return map;
    }

    static BrokerPlugin[] access(String servicePassword, String clientPassword) {
        var authentication = new SimpleAuthenticationPlugin(List.of(
                new AuthenticationUser(SERVICE_USER, servicePassword, SERVICES + "," + CLIENTS),
                new AuthenticationUser(CLIENT_USER, clientPassword, CLIENTS)));
        authentication.setAnonymousAccessAllowed(false);
        return new BrokerPlugin[] {authentication, new AuthorizationPlugin(authorization())};
    }

    private static DefaultAuthorizationMap authorization() {
        // A client may make a queue by sending to it, before the route that reads it exists: nothing sent is refused.
        return new DefaultAuthorizationMap(List.of(
                entry(new ActiveMQQueue(">"), SERVICES, CLIENTS),
                entry(new ActiveMQQueue(DEAD_LETTER_QUEUE), SERVICES, SERVICES),
                entry(new ActiveMQTopic(">"), SERVICES, SERVICES),
                entry(new ActiveMQTopic("ActiveMQ.Advisory.>"), CLIENTS, CLIENTS)));
    }

    private static AuthorizationEntry entry(ActiveMQDestination destination, String readers, String writers) {
        try {
            var entry = new AuthorizationEntry();
            entry.setDestination(destination);
            entry.setRead(readers);
            entry.setWrite(writers);
            entry.setAdmin(writers);
            return entry;
        } catch (Exception e) { // declared by the library for loading role classes
            throw new IllegalStateException(e);
        }
    }

    private static SharedDeadLetterStrategy deadLetters() {
        var strategy = new SharedDeadLetterStrategy();
        strategy.setDeadLetterQueue(new ActiveMQQueue(DEAD_LETTER_QUEUE));
        strategy.setProcessExpired(true); // an expired stock message is a lost one, unless people see it
        strategy.setProcessNonPersistent(true);
        return strategy;
    }
}
