package io.stockrelay.camel;

import io.stockrelay.stock.LedgerFull;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** What a sender is told when its webhook could not be taken: come again, or it is kept as a dead letter. */
final class WebhookFailure implements Processor {

    private final Undeliverable undeliverable;

    WebhookFailure(Undeliverable undeliverable) {
        this.undeliverable = undeliverable;
    }

    @Override
    public void process(Exchange exchange) {
        var failure = Optional.ofNullable(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .orElseThrow(() -> new IllegalStateException("this step belongs into onException"));
        answer(exchange, failure).putOn(exchange);
    }

    private Answer answer(Exchange exchange, Exception failure) {
        if (failure instanceof LedgerFull) {
            return WebhookProblem.full();
        }
        if (Causes.of(failure).isPassing()) {
            return WebhookProblem.away();
        }
        var kept = undeliverable.keep(exchange, failure);
        return Answer.json(
                202, "{\"receipt\":\"" + kept.receipt() + "\",\"events\":1,\"outcomes\":{\"deadLettered\":1}}");
    }
}
