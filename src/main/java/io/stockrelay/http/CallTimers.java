package io.stockrelay.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatusCode;

/** The timers that Spring keeps of calls, for those that do not pass its filters: same name, same tags. */
final class CallTimers {

    private static final String NAME = "http.server.requests";
    private static final String NONE = "none";

    private final MeterRegistry meters;
    private final Map<Kept, Timer> known = new ConcurrentHashMap<>();

    private record Kept(String method, String path, int status) {}

    CallTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    Timer of(String method, String path, HttpStatusCode status) {
        return known.computeIfAbsent(new Kept(method, path, status.value()), this::made);
    }

    private Timer made(Kept kept) {
        return Timer.builder(NAME)
                .tag("error", NONE)
                .tag("exception", NONE)
                .tag("method", kept.method())
                .tag("outcome", Outcome.forStatus(kept.status()).name())
                .tag("status", Integer.toString(kept.status()))
                .tag("uri", kept.path())
                .register(meters);
    }
}
