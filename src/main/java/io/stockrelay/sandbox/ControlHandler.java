package io.stockrelay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Serves the control API. */
final class ControlHandler implements HttpHandler {
    private final Control control;

    ControlHandler(Control control) {
        this.control = control;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Optional<Call> call = Wire.read(exchange);
        Wire.write(
                exchange,
                call.map(control::answer)
                        .orElseGet(
                                () -> Reply.json(413, Map.of("detail", "at most " + Wire.BODY_BYTES_MAX + " bytes"))));
    }
}
