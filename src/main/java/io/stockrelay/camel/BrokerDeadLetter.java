package io.stockrelay.camel;

import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.source.ReceiptIds;
import jakarta.jms.JMSException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;

/** Moves what the broker gave up on into our dead letters, under the source that reads the queue it came from. */
final class BrokerDeadLetter implements Processor {

    static final SourceId NOBODYS = new SourceId("broker");

    private static final String REASON = "dlqdeliveryfailurecause";
    private static final int REASON_LENGTH_MAX = 500;

    private final DeadLetters deadLetters;
    private final ReceiptIds receipts;
    private final Clock clock;

    BrokerDeadLetter(DeadLetters deadLetters, ReceiptIds receipts, Clock clock) {
        this.deadLetters = deadLetters;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws JMSException {
        var message = JmsReceive.message(exchange);
        var queue = message instanceof ActiveMQMessage known && known.getOriginalDestination() != null
                ? known.getOriginalDestination().getPhysicalName()
                : "unknown";
        var reader = reader(exchange, queue);
        var headers = JmsHeaders.of(message);
        byte[] body = JmsBody.of(message);
        var stated = JmsHeaders.contentType(headers);
        var delivery = new Delivery(
                receipts.next(),
                reader.flatMap(route -> RouteSource.of(exchange.getContext(), route))
                        .orElse(NOBODYS),
                reader.map(Route::getRouteId).orElse(exchange.getFromRouteId()),
                clock.instant(),
                stated == null ? ContentTypes.sniffed(body) : stated,
                headers,
                null,
                body);
        ExchangeNames.keep(exchange, delivery);
        deadLetters.keep(delivery, List.of(failure(queue, headers)));
    }

    /** The route that would have read it: a replay goes there. */
    private static Optional<Route> reader(Exchange exchange, String queue) {
        return exchange.getContext().getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointBaseUri().endsWith("queue:" + queue)
                        || route.getEndpoint().getEndpointBaseUri().endsWith("queue://" + queue))
                .findFirst();
    }

    private static Failure failure(String queue, Map<String, String> headers) {
        String reason = headers.getOrDefault(REASON, "the broker did not say why");
        return Failure.ofWhole(
                Step.RECEIVE,
                cause(reason),
                "the broker gave up on this message of queue '" + queue + "': "
                        + reason.substring(0, Math.min(reason.length(), REASON_LENGTH_MAX)));
    }

    /** By the words of the broker: it has no codes. */
    static CauseClass cause(String reason) {
        if (reason.contains("xpired") || reason.contains("xpiration")) {
            return CauseClass.REJECTED;
        }
        return reason.contains("uplicate") ? CauseClass.CONFLICT : CauseClass.POISON;
    }
}
