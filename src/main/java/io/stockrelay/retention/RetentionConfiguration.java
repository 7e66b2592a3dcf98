package io.stockrelay.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets what is old be removed for as long as the program runs. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    HousekeepingRounds housekeepingRounds(
            List<Expiring> expiring, RetentionSettings settings, Clock clock, MeterRegistry meters) {
        var housekeeping = new Housekeeping(
                expiring, settings, clock, (kind, rows) -> removed(meters, kind).increment(rows));
        return new HousekeepingRounds(housekeeping, settings.every());
    }

    private static Counter removed(MeterRegistry meters, Kept kind) {
        return Counter.builder("stockrelay.retention.removed")
                .description("rows removed because they had become old")
                .tag("kind", kind.code())
                .register(meters);
    }
}
