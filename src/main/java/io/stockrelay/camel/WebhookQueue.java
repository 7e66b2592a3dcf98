package io.stockrelay.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.ReceiptId;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/** A webhook that waits on the broker: its bytes as the body, and what else we know of it as properties. */
final class WebhookQueue {

    private static final String RECEIPT = "srReceipt";
    private static final String RECEIVED_AT = "srReceivedAt";
    private static final String CONTENT_TYPE = "srContentType";
    private static final String HEADERS = "srHeaders";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private WebhookQueue() {}

    static void write(Exchange exchange) throws JsonProcessingException {
        var delivery = ExchangeNames.delivery(exchange);
        var message = new DefaultMessage(exchange);
        message.setHeader(RECEIPT, delivery.receipt().toString());
        message.setHeader(RECEIVED_AT, delivery.receivedAt().toString());
        message.setHeader(CONTENT_TYPE, String.valueOf(delivery.contentType()));
        message.setHeader(HEADERS, JSON.writeValueAsString(delivery.headers()));
        message.setBody(delivery.bytes());
        exchange.setMessage(message);
    }

    /** Durable on the broker, so acknowledged; what becomes of it is not known yet. */
    static void answer(Exchange exchange) {
        Answer.json(202, "{\"receipt\":\"" + ExchangeNames.delivery(exchange).receipt() + "\"}")
                .putOn(exchange);
    }

    static void read(Exchange exchange) throws JMSException, JsonProcessingException {
        var message = JmsReceive.message(exchange);
        var headers = JSON.readValue(message.getStringProperty(HEADERS), TEXTS);
        ExchangeNames.keep(
                exchange,
                new Delivery(
                        new ReceiptId(UUID.fromString(message.getStringProperty(RECEIPT))),
                        ExchangeNames.source(exchange),
                        exchange.getFromRouteId(),
                        Instant.parse(message.getStringProperty(RECEIVED_AT)),
                        message.getStringProperty(CONTENT_TYPE),
                        headers,
                        null,
                        JmsBody.of(message)));
    }
}
