package io.stockrelay.camel.promise;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockrelay.platform.StartOrder;
import io.stockrelay.stock.LotExpiry;
import io.stockrelay.stock.LotRegister;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the expiry of lots, on every node at once: the ledger looks at each position under its lock. */
@Configuration(proxyBeanMethods = false)
class LotExpiryConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(LotExpiryConfiguration.class);
    private static final Duration REST = Duration.ofSeconds(1);

    @Bean
    RepeatedTurns lotTurns(LotRegister lots, MeterRegistry meters) {
        var expiry = new LotExpiry(lots);
        var changed = Counter.builder("stockrelay.lots.turns")
                .description("positions this node looked at because a lot's time was over")
                .register(meters);
        return new RepeatedTurns(
                "lots",
                () -> {
                    int turned = expiry.take();
                    changed.increment(turned);
                    if (turned > 0) {
                        LOG.info("event=lots-expired positions={}", turned);
                    }
                    return turned == LotExpiry.BATCH_MAX;
                },
                REST,
                StartOrder.WORKERS);
    }
}
