package io.stockrelay.camel.push;

import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.PushRoute;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Reply.Reach;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** Sends one call through {@code direct:<route>} and says how far it came. */
final class CamelPushRoute implements PushRoute {

    private static final int BODY_MAX = 1 << 20;

    private final ProducerTemplate template;

    CamelPushRoute(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public Reply send(String route, PushRequest request) {
        var exchange = template.send("direct:" + route, outgoing -> fill(outgoing.getMessage(), request));
        var failure = exchange.getException();
        return failure == null ? answered(exchange) : failed(failure);
    }

    private static void fill(Message message, PushRequest request) {
        message.setBody(request.body());
        request.headers().forEach(message::setHeader);
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, request.path());
        if (request.query() != null) {
            message.setHeader(Exchange.HTTP_QUERY, request.query());
        }
    }

    private static Reply answered(Exchange exchange) {
        var message = exchange.getMessage();
        var status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null) {
            return Reply.failed(Reach.NOT_SENT, "the route made no HTTP call");
        }
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (value instanceof String text) {
                headers.put(name.toLowerCase(Locale.ROOT), text);
            }
        });
        var body = message.getBody(byte[].class);
        if (body != null && body.length > BODY_MAX) {
            return Reply.failed(Reach.BROKEN, "the answer is longer than " + BODY_MAX + " bytes");
        }
        return Reply.answered(status, headers, body == null ? new byte[0] : body);
    }

    /** Only what surely never left may be sent again under a new key; everything else may have been applied. */
    private static Reply failed(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof ConnectTimeoutException
                    || cause instanceof ConnectionRequestTimeoutException
                    || cause instanceof DirectConsumerNotAvailableException) {
                return Reply.failed(Reach.NOT_SENT, told(cause));
            }
            if (cause instanceof SocketTimeoutException) {
                return Reply.failed(Reach.TIMED_OUT, told(cause));
            }
        }
        return Reply.failed(Reach.BROKEN, told(failure));
    }

    private static String told(Throwable cause) {
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
