package io.stockrelay.camel;

import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.DecidedSubmission;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What our steps leave on an exchange for each other: properties, which no transport ever sends on. */
final class ExchangeNames {

    /** Set by every intake route: whose messages it takes. */
    static final String SOURCE = "source";

    private static final String DELIVERY = "srDelivery";
    private static final String DECIDED = "srDecided";

    private ExchangeNames() {}

    static SourceId source(Exchange exchange) {
        String source = exchange.getProperty(SOURCE, String.class);
        if (source == null || source.isBlank()) {
            throw new IllegalStateException("route '" + exchange.getFromRouteId()
                    + "' does not say whose messages it takes: set the exchange property '" + SOURCE + "'");
        }
        return new SourceId(source);
    }

    static void keep(Exchange exchange, Delivery delivery) {
        exchange.setProperty(DELIVERY, delivery);
    }

    static @Nullable Delivery deliveryIfAny(Exchange exchange) {
        return exchange.getProperty(DELIVERY) instanceof Delivery delivery ? delivery : null;
    }

    static Delivery delivery(Exchange exchange) {
        var delivery = deliveryIfAny(exchange);
        if (delivery == null) {
            throw new IllegalStateException(
                    "route '" + exchange.getFromRouteId() + "' has not received its message before this step");
        }
        return delivery;
    }

    static void keep(Exchange exchange, DecidedSubmission decided) {
        exchange.setProperty(DECIDED, decided);
    }

    static DecidedSubmission decided(Exchange exchange) {
        if (exchange.getProperty(DECIDED) instanceof DecidedSubmission decided) {
            return decided;
        }
        throw new IllegalStateException(
                "route '" + exchange.getFromRouteId() + "' has not handed its message to the ledger before this step");
    }
}
