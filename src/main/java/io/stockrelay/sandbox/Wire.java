package io.stockrelay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between the JDK's HTTP exchange and the sandbox's own calls and replies. */
final class Wire {
    static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Wire.class);

    private Wire() {}

    /** Empty where the body is larger than the sandbox takes. */
    static Optional<Call> read(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(BODY_BYTES_MAX + 1);
        }
        if (body.length > BODY_BYTES_MAX) {
            return Optional.empty();
        }
        return Optional.of(new Call(
                exchange.getRequestMethod(),
                Call.segments(exchange.getRequestURI().getRawPath()),
                Call.form(Optional.ofNullable(exchange.getRequestURI().getRawQuery())),
                headers(exchange),
                new String(body, StandardCharsets.UTF_8)));
    }

    static void write(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** A mistake of the sandbox itself is answered as 500 and logged, not left as a connection that just closes. */
    static HttpHandler guarded(HttpHandler handler) {
        return exchange -> {
            try {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                log.error(
                        "the sandbox failed method={} uri={}",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        e);
                write(exchange, Reply.json(500, Map.of("detail", "the sandbox itself failed; see its log")));
            }
        };
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        return headers;
    }
}
