package io.stockrelay.platform.broker;

import java.util.List;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.broker.region.policy.SharedDeadLetterStrategy;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.SimpleAuthenticationPlugin;

/** Who may do what on the embedded broker, and how its queues behave. */
final class BrokerPolicy {

    /** The account of StockRelay itself. */
    static final String SERVICE_USER = "stockrelay";
    /** The account for systems that send to us: see {@link BrokerAccess}. */
    static final String CLIENT_USER = "client";
    /** Where the broker puts what it gives up on; drained into the dead letters of PostgreSQL. */
    static final String DEAD_LETTER_QUEUE = "ActiveMQ.DLQ";

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
                new AuthenticationUser(
                        SERVICE_USER, servicePassword, BrokerAccess.SERVICES + "," + BrokerAccess.CLIENTS),
                new AuthenticationUser(CLIENT_USER, clientPassword, BrokerAccess.CLIENTS)));
        authentication.setAnonymousAccessAllowed(false);
        return new BrokerPlugin[] {authentication, new AuthorizationPlugin(new BrokerAccess())};
    }

    private static SharedDeadLetterStrategy deadLetters() {
        var strategy = new SharedDeadLetterStrategy();
        strategy.setDeadLetterQueue(new ActiveMQQueue(DEAD_LETTER_QUEUE));
        strategy.setProcessExpired(true); // an expired stock message is a lost one, unless people see it
        strategy.setProcessNonPersistent(true);
        return strategy;
    }
}
