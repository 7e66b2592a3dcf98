package io.stockrelay.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/**
 * What a sender is answered.
 *
 * @param retryAfterSeconds 0 where trying again does not help
 */
record Answer(int status, String contentType, int retryAfterSeconds, byte[] body) {

    static final String PROBLEM = "application/problem+json";
    static final String RETRY_AFTER = "Retry-After";

    private static final String TYPES = "urn:stockrelay:problem:";
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer json(int status, String body) {
        return new Answer(status, "application/json", 0, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An error by RFC 9457. */
    static Answer problem(int status, String type, String title, String detail, Map<String, ?> members) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", TYPES + type);
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.putAll(members);
        try {
            return new Answer(status, PROBLEM, 0, JSON.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // texts and numbers only
        }
    }

    static Answer problem(int status, String type, String title, String detail) {
        return problem(status, type, title, detail, Map.of());
    }

    Answer retryAfter(int seconds) {
        return new Answer(status, contentType, seconds, body);
    }

    /** Ends the route with this answer; nothing of the request is echoed. */
    void endOf(Exchange exchange) {
        putOn(exchange);
        exchange.setRouteStop(true);
    }

    void putOn(Exchange exchange) {
        var message = new DefaultMessage(exchange);
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        if (retryAfterSeconds > 0) {
            message.setHeader(RETRY_AFTER, Integer.toString(retryAfterSeconds));
        }
        message.setBody(body);
        exchange.setMessage(message);
    }
}
