package io.stockrelay.stock.jdbc;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockrelay.stock.OrderBooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many orders are overdue, asked for at most once a minute; more than before are told in the log. */
final class OverdueGauge {

    private static final Logger LOG = LoggerFactory.getLogger(OverdueGauge.class);
    private static final Duration FRESH_FOR = Duration.ofMinutes(1);

    private final OrderBooks books;
    private final Clock clock;
    private Instant askedAt = Instant.MIN;
    private double known = Double.NaN;
    private long told;

    OverdueGauge(OrderBooks books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    void register(MeterRegistry meters) {
        Gauge.builder("stockrelay.orders.overdue", this, OverdueGauge::count)
                .description("orders a source took over long ago that neither left nor were closed there")
                .strongReference(true)
                .register(meters);
    }

    /** No number while the database cannot be asked: an old one would look healthy. */
    private synchronized double count() {
        var now = clock.instant();
        if (askedAt.equals(Instant.MIN) || !now.isBefore(askedAt.plus(FRESH_FOR))) {
            askedAt = now;
            ask();
        }
        return known;
    }

    private void ask() {
        try {
            var overdue = books.overdue(1);
            known = overdue.total();
            if (overdue.total() > told) {
                var oldest = overdue.orders().get(0);
                LOG.warn(
                        "orders overdue total={} oldest={} source={} sku={} location={} takenOverAt={}",
                        overdue.total(),
                        oldest.order().reference(),
                        oldest.source(),
                        oldest.position().sku(),
                        oldest.position().location(),
                        oldest.takenOverAt());
            }
            told = overdue.total();
        } catch (RuntimeException unreachable) {
            known = Double.NaN;
        }
    }
}
