package io.stockrelay.camel;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceSettings.Autumn;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.source.SourceSettings.Webhook;
import io.stockrelay.source.Sources;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.Runs;
import io.stockrelay.testkit.FixedSources;
import io.stockrelay.testkit.PlainMappings;
import io.stockrelay.testkit.RecordingDeadLetters;
import io.stockrelay.testkit.RecordingLedger;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.broker.BrokerService;
import org.apache.camel.component.jms.JmsComponent;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Intake on real Camel, a real web server and a real broker over TCP; only what lies behind intake is in memory. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Import({IntakeConfiguration.class, WebhookSecurity.class})
class IntakeTestConfiguration {

    static final String SECRET = "whsec_c3RvY2tyZWxheSBzYW5kYm94IGVycCBzZWNyZXQ=";
    static final int BYTES_MAX = 100_000;

    @Bean
    FixedSources directory() {
        return new FixedSources(List.of(source("erp"), source("shop"), source("pos"), source("wms")));
    }

    @Bean
    Sources sources(FixedSources directory) {
        return directory.pausing();
    }

    private static SourceSettings source(String id) {
        var webhook = new Webhook(Webhook.Scheme.STANDARD, "", List.of(SECRET), Duration.ofMinutes(5), BYTES_MAX);
        var file = new CsvFile("windows-1252", ';', List.of("id", "sku", "quantity"), 1_000, 1_000_000);
        return new SourceSettings(
                new SourceId(id), id, ZoneOffset.UTC, Autumn.EARLIER, id, Duration.ofMinutes(5), false, webhook, file);
    }

    @Bean
    Mappings mappings() {
        return new PlainMappings();
    }

    @Bean
    Runs runs() {
        return (source, run) -> new Runs.RunPreview(0, 0, 0, 0);
    }

    @Bean
    Ledger ledger() {
        return new RecordingLedger();
    }

    @Bean
    DeadLetters deadLetters() {
        return new RecordingDeadLetters();
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    BrokerService broker() throws Exception {
        var broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.addConnector("tcp://127.0.0.1:0");
        return broker;
    }

    @Bean
    ActiveMQConnectionFactory connections(BrokerService broker) throws Exception {
        var factory = new ActiveMQConnectionFactory(
                broker.getTransportConnectors().get(0).getConnectUri());
        var policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
        policy.setInitialRedeliveryDelay(50);
        policy.setRedeliveryDelay(50);
        factory.setRedeliveryPolicy(policy);
        return factory;
    }

    @Bean
    JmsComponent jms(ActiveMQConnectionFactory connections) {
        var jms = JmsComponent.jmsComponent(connections);
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        return jms;
    }

    @Bean("jms-out")
    JmsComponent jmsOut(ActiveMQConnectionFactory connections) {
        return JmsComponent.jmsComponent(connections);
    }
}
