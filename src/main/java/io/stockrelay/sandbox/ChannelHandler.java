package io.stockrelay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves one simulated channel: counts the call, lets a scripted fault strike, and otherwise answers by protocol. */
final class ChannelHandler implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(ChannelHandler.class);

    private final SandboxChannel channel;
    private final ChannelProtocol protocol;
    private final Consumer<Duration> pause;

    ChannelHandler(SandboxChannel channel, ChannelProtocol protocol, Consumer<Duration> pause) {
        this.channel = channel;
        this.protocol = protocol;
        this.pause = pause;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Optional<Call> read = Wire.read(exchange);
        if (read.isEmpty()) {
            Wire.write(exchange, protocol.failure(413, null));
            return;
        }
        Call call = read.get();
        Operation operation = protocol.operationOf(call);
        channel.counters().call(operation);
        Optional<Fault> fault = channel.faults().take(operation, () -> protocol.listingsIn(call));
        fault.ifPresent(struck -> log.debug("fault struck channel={} fault={}", channel.id(), struck.kind()));
        Optional<Reply> reply = reply(call, fault);
        if (reply.isPresent()) {
            Wire.write(exchange, reply.get());
        } else {
            exchange.close(); // without an answer begun this closes the connection
        }
    }

    /** Empty where the connection is to be closed without an answer. */
    private Optional<Reply> reply(Call call, Optional<Fault> fault) {
        if (fault.isEmpty()) {
            return Optional.of(answer(call, fault));
        }
        Fault struck = fault.get();
        return switch (struck.kind()) {
            case STATUS_429 -> {
                channel.counters().add(Count.THROTTLED);
                yield Optional.of(protocol.failure(429, struck.retryAfter()));
            }
            case STATUS_500 -> Optional.of(protocol.failure(500, null));
            case STATUS_503 -> Optional.of(protocol.failure(503, struck.retryAfter()));
            case GARBAGE -> Optional.of(Reply.page("<html><body>We will be right back.</body></html>"));
            case WRONG_TOKEN -> {
                channel.counters().add(Count.UNAUTHORISED);
                yield Optional.of(protocol.refuseToken(call));
            }
            case DROP_CONNECTION -> Optional.empty();
            case TIMEOUT_AFTER_APPLY -> {
                answer(call, Optional.empty());
                pause.accept(struck.delay());
                yield Optional.empty();
            }
            case SLOW, REJECT_ITEM, LOSE_WEBHOOK -> Optional.of(answer(call, fault));
        };
    }

    private Reply answer(Call call, Optional<Fault> fault) {
        return protocol.answer(call, new Disturbance(fault, pause));
    }
}
