package io.stockrelay.camel.promise;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockrelay.platform.StartOrder;
import io.stockrelay.reservation.Expiry;
import io.stockrelay.reservation.Reservations;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the expiry of promises, on every node at once: the ledger decides each only once. */
@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryConfiguration.class);
    private static final Duration REST = Duration.ofMillis(500);

    @Bean
    RepeatedTurns expiryTurns(Reservations reservations, MeterRegistry meters) {
        var expiry = new Expiry(reservations);
        var overdue = new AtomicInteger();
        Gauge.builder("stockrelay.reservations.overdue", overdue, AtomicInteger::get)
                .description("pending reservations found past their time in the last turn, at most " + Expiry.BATCH_MAX)
                .register(meters);
        var expired = Counter.builder("stockrelay.reservations.expired")
                .description("reservations this node ended because they were not confirmed in time")
                .register(meters);
        return new RepeatedTurns(
                "expiry",
                () -> {
                    var turn = expiry.take();
                    overdue.set(turn.due());
                    expired.increment(turn.expired());
                    if (turn.expired() > 0) {
                        LOG.info("event=reservations-expired count={}", turn.expired());
                    }
                    return turn.isFull();
                },
                REST,
                StartOrder.WORKERS);
    }
}
