package io.stockrelay.camel;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.Step;
import io.stockrelay.source.Intake;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.Sources;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsMessage;

/** Takes text and bytes from a queue; anything else is a dead letter and never becomes an object. */
final class JmsReceive implements Processor {

    private final Intake intake;
    private final Sources sources;
    private final ReceiptIds receipts;
    private final Clock clock;

    JmsReceive(Intake intake, Sources sources, ReceiptIds receipts, Clock clock) {
        this.intake = intake;
        this.sources = sources;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws JMSException, InterruptedException {
        var source = ExchangeNames.source(exchange);
        var message = message(exchange);
        var delivery = delivery(exchange, source, message);
        ExchangeNames.keep(exchange, delivery);
        if (sources.isPaused(source)) {
            throw new SourcePaused(source);
        }
        var failure = failure(message, delivery);
        if (failure.isPresent()) {
            intake.refuse(delivery, failure.get());
            exchange.setRouteStop(true);
        }
    }

    static Message message(Exchange exchange) {
        if (exchange.getMessage() instanceof JmsMessage jms && jms.getJmsMessage() != null) {
            return jms.getJmsMessage();
        }
        throw new IllegalStateException("route '" + exchange.getFromRouteId() + "' does not read from a JMS queue");
    }

    private Delivery delivery(Exchange exchange, SourceId source, Message message) throws JMSException {
        var headers = JmsHeaders.of(message);
        byte[] body = JmsBody.of(message);
        String stated = JmsHeaders.contentType(headers);
        String contentType = stated == null ? ContentTypes.sniffed(body) : stated;
        return new Delivery(
                receipts.next(), source, exchange.getFromRouteId(), clock.instant(), contentType, headers, null, body);
    }

    private static Optional<Failure> failure(Message message, Delivery delivery) {
        if (!JmsBody.isPlain(message)) {
            return Optional.of(Failure.ofWhole(
                    Step.RECEIVE,
                    CauseClass.UNSUPPORTED,
                    "a " + kind(message) + " is not taken: it would have to be turned into an object of the sender's"
                            + " choice; send a TextMessage or BytesMessage"));
        }
        if (!ContentTypes.isReadable(delivery.contentType())) {
            return Optional.of(Failure.ofWhole(
                    Step.RECEIVE,
                    CauseClass.UNSUPPORTED,
                    "content type '" + delivery.contentType() + "' is not taken; send JSON, XML or text"));
        }
        return delivery.bytes().length > 0
                ? Optional.empty()
                : Optional.of(Failure.ofWhole(Step.PARSE, CauseClass.UNPARSEABLE, "the message is empty"));
    }

    /** ObjectMessage, MapMessage, StreamMessage; the broker's own class name would tell the sender nothing. */
    private static String kind(Message message) {
        return message.getClass().getSimpleName().replaceFirst("^(ActiveMQ|Jms)", "");
    }
}
