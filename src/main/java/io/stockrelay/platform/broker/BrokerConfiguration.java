package io.stockrelay.platform.broker;

import io.stockrelay.platform.DataFolder;
import io.stockrelay.platform.ListeningPort;
import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.SummaryLine;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.camel.component.jms.JmsComponent;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The broker everything uses: embedded unless an address is set; and Camel's two ways to it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BrokerSettings.class)
class BrokerConfiguration {

    private static final Duration REDELIVERY_FIRST = Duration.ofMillis(200);
    private static final Duration REDELIVERY_LAST = Duration.ofSeconds(30);
    private static final Duration SEND_LIMIT = Duration.ofSeconds(10);
    private static final Duration RECOVERY_INTERVAL = Duration.ofSeconds(5);

    @Bean
    @Conditional(OnEmbeddedBroker.class)
    EmbeddedBroker embeddedBroker(DataFolder folder, BrokerSettings settings, Secrets secrets) {
        return new EmbeddedBroker(folder.path(), settings, secrets);
    }

    @Bean
    @Conditional(OnEmbeddedBroker.class)
    ListeningPort openWirePort(EmbeddedBroker broker) {
        return new ListeningPort("openwire", broker.openWirePort());
    }

    @Bean
    @Conditional(OnEmbeddedBroker.class)
    ListeningPort amqpPort(EmbeddedBroker broker) {
        return new ListeningPort("amqp", broker.amqpPort());
    }

    @Bean
    @Conditional(OnEmbeddedBroker.class)
    ListeningPort stompPort(EmbeddedBroker broker) {
        return new ListeningPort("stomp", broker.stompPort());
    }

    @Bean
    @Conditional(OnEmbeddedBroker.class)
    SummaryLine brokerSummary(EmbeddedBroker broker) {
        return new SummaryLine(
                "ActiveMQ",
                "tcp://127.0.0.1:" + broker.openWirePort() + "  amqp://127.0.0.1:" + broker.amqpPort()
                        + "  stomp://127.0.0.1:" + broker.stompPort() + "  (user " + broker.clientUser()
                        + ", password in " + broker.clientPasswordFile() + ")");
    }

    @Bean
    BrokerAddress brokerAddress(BrokerSettings settings, ObjectProvider<EmbeddedBroker> embedded) {
        return settings.isEmbedded()
                ? embedded.getObject().address()
                : new BrokerAddress(String.valueOf(settings.url()), settings.user(), settings.password());
    }

    /** For consumers: one connection each, kept; what fails comes again for ever, since routes decide what is dead. */
    @Bean
    ActiveMQConnectionFactory consumerConnections(BrokerAddress address, BrokerSettings settings) {
        var factory = connections(address);
        var prefetch = new ActiveMQPrefetchPolicy();
        prefetch.setQueuePrefetch(settings.prefetch());
        factory.setPrefetchPolicy(prefetch);
        factory.setRedeliveryPolicy(redelivery());
        return factory;
    }

    /** For senders: pooled, so that a send does not open a connection. */
    @Bean(destroyMethod = "stop")
    @Primary
    JmsPoolConnectionFactory producerConnections(BrokerAddress address, BrokerSettings settings) {
        var factory = connections(address);
        factory.setSendTimeout(Math.toIntExact(SEND_LIMIT.toMillis()));
        var pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(settings.connections());
        pool.setMaxSessionsPerConnection(100);
        pool.setBlockIfSessionPoolIsFullTimeout(SEND_LIMIT.toMillis());
        return pool;
    }

    /**
     * {@code jms:} for consuming, and for sending inside the same transacted route: both share the consumer's session,
     * so what was sent and what was taken commit together. Bodies are text or bytes: convert others before sending.
     */
    @Bean
    JmsComponent jms(@Qualifier("consumerConnections") ConnectionFactory connections) {
        var jms = component(connections);
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(
                false); // plain JMS transactions; otherwise the consumer is rebuilt per message
        jms.setCacheLevelName("CACHE_CONSUMER");
        jms.setDisableReplyTo(true); // a sender must not make us write, with our rights, to a queue it names
        return jms;
    }

    /** {@code jms-out:} for sending from anywhere else: persistent, pooled, returns when the broker has it on disk. */
    @Bean("jms-out")
    JmsComponent jmsOut(@Qualifier("producerConnections") ConnectionFactory connections) {
        return component(connections);
    }

    private static JmsComponent component(ConnectionFactory connections) {
        var component = new JmsComponent();
        component.setConnectionFactory(connections);
        component.setMessageConverter(new PlainMessages());
        component.setDeliveryPersistent(true);
        component.setTestConnectionOnStartup(false);
        component.setRecoveryInterval(RECOVERY_INTERVAL.toMillis());
        component.setErrorHandlerLogStackTrace(false);
        component.setTransferException(false);
        component.setTransferExchange(false);
        return component;
    }

    private static ActiveMQConnectionFactory connections(BrokerAddress address) {
        var factory = new ActiveMQConnectionFactory();
        factory.setBrokerURL(address.url());
        if (address.user() != null && !address.user().isBlank()) {
            factory.setUserName(address.user());
            factory.setPassword(address.password());
        }
        factory.setTrustAllPackages(false);
        factory.setTrustedPackages(List.of());
        factory.setWatchTopicAdvisories(false);
        return factory;
    }

    private static RedeliveryPolicy redelivery() {
        var policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        policy.setInitialRedeliveryDelay(REDELIVERY_FIRST.toMillis());
        policy.setRedeliveryDelay(REDELIVERY_FIRST.toMillis());
        policy.setUseExponentialBackOff(true);
        policy.setBackOffMultiplier(2);
        policy.setMaximumRedeliveryDelay(REDELIVERY_LAST.toMillis());
        return policy;
    }
}
