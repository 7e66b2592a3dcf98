package io.stockrelay.camel;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.source.Intake;
import io.stockrelay.source.LedgerIntake;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.SourceDirectory;
import io.stockrelay.source.Sources;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.Runs;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The steps that intake routes name. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    private final Clock clock;

    IntakeConfiguration(ObjectProvider<Clock> clock) {
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Bean("platform-http-engine")
    PlatformHttpEngine webhookEngine(@Value("${server.port:8080}") int port, WebhookEntrances entrances) {
        return new WebhookEngine(port, entrances);
    }

    @Bean
    WebhookEntrances webhookEntrances() {
        return new WebhookEntrances();
    }

    @Bean
    FilterRegistrationBean<WebhookFilter> webhookFilter(WebhookEntrances entrances) {
        var filter = new FilterRegistrationBean<>(new WebhookFilter(entrances));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    ReceiptIds receiptIds() {
        return new ReceiptIds();
    }

    @Bean
    LedgerIntake ledgerIntake(SourceDirectory directory, Mappings mappings, Ledger ledger, Runs runs) {
        return new LedgerIntake(directory, mappings, ledger, runs, LedgerIntake.PATIENCE_DEFAULT);
    }

    @Bean
    Undeliverable undeliverable(DeadLetters deadLetters, ReceiptIds receipts) {
        return new Undeliverable(deadLetters, receipts, clock);
    }

    @Bean
    Processor webhookGate(SourceDirectory directory, Sources sources, ReceiptIds receipts) {
        return new WebhookGate(directory, sources, receipts, clock);
    }

    @Bean
    Processor webhookIntake(Intake intake) {
        return IntakeStep.atOnce(intake);
    }

    @Bean
    Processor webhookAnswer() {
        return new WebhookAnswer();
    }

    /** Whether what a step failed for can pass by itself: then whoever has the message keeps it. */
    @Bean
    Predicate passing() {
        return exchange -> Causes.of(
                        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class))
                .isPassing();
    }

    @Bean
    Processor webhookFailure(Undeliverable undeliverable) {
        return new WebhookFailure(undeliverable);
    }

    @Bean
    Processor queueIntake(Intake intake) {
        return IntakeStep.whenRoom(intake);
    }

    @Bean
    Processor webhookToQueue() {
        return WebhookQueue::write;
    }

    @Bean
    Processor webhookQueued() {
        return WebhookQueue::answer;
    }

    @Bean
    Processor webhookFromQueue() {
        return WebhookQueue::read;
    }

    @Bean
    Processor jmsReceive(Intake intake, Sources sources, ReceiptIds receipts) {
        return new JmsReceive(intake, sources, receipts, clock);
    }

    @Bean
    Processor brokerDeadLetter(DeadLetters deadLetters, ReceiptIds receipts) {
        return new BrokerDeadLetter(deadLetters, receipts, clock);
    }

    @Bean
    SourcePauses sourcePauses(CamelContext camel, SourceDirectory directory, Sources sources) {
        return new SourcePauses(camel, directory, sources);
    }
}
