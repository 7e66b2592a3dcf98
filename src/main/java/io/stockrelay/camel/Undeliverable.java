package io.stockrelay.camel;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.source.ReceiptIds;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last net: whatever a route could not do for a reason nobody foresaw is kept as a dead letter, before anything is
 * acknowledged. What can pass by itself is thrown again, so that the transport keeps the message.
 */
final class Undeliverable implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Undeliverable.class);
    private static final int REASON_LENGTH_MAX = 1_000;

    private final DeadLetters deadLetters;
    private final ReceiptIds receipts;
    private final Clock clock;

    Undeliverable(DeadLetters deadLetters, ReceiptIds receipts, Clock clock) {
        this.deadLetters = deadLetters;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (failure == null) {
            throw new IllegalStateException("this step belongs into onException");
        }
        if (Causes.of(failure).isPassing()) {
            throw failure;
        }
        keep(exchange, failure);
    }

    /** Returns the delivery that was kept. */
    Delivery keep(Exchange exchange, Exception failure) {
        var known = ExchangeNames.deliveryIfAny(exchange);
        var delivery = known == null ? asItIs(exchange) : known;
        var cause = Causes.of(failure);
        LOG.warn(
                "kept as dead letter route={} receipt={} cause={}",
                exchange.getFromRouteId(),
                delivery.receipt(),
                cause,
                failure);
        deadLetters.keep(delivery, List.of(Failure.ofWhole(step(known), cause, reason(exchange, failure))));
        return delivery;
    }

    private static Step step(@Nullable Delivery known) {
        return known == null ? Step.RECEIVE : Step.LEDGER;
    }

    private static String reason(Exchange exchange, Exception failure) {
        String step = exchange.getProperty(Exchange.FAILURE_ENDPOINT, String.class);
        String text = "unexpected in route '" + exchange.getFromRouteId() + "'" + (step == null ? "" : " at " + step)
                + ": " + failure;
        return text.length() <= REASON_LENGTH_MAX ? text : text.substring(0, REASON_LENGTH_MAX) + "…";
    }

    /** Nobody got as far as to receive it: whatever is on the exchange. */
    private Delivery asItIs(Exchange exchange) {
        String source = exchange.getProperty(ExchangeNames.SOURCE, "unknown", String.class);
        byte[] body = exchange.getMessage().getBody(byte[].class);
        return new Delivery(
                receipts.next(),
                new SourceId(source),
                String.valueOf(exchange.getFromRouteId()),
                clock.instant(),
                null,
                headers(exchange),
                null,
                body == null ? new byte[0] : body);
    }

    private static Map<String, String> headers(Exchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                headers.put(name.toLowerCase(Locale.ROOT), value.toString());
            }
        });
        return headers;
    }
}
