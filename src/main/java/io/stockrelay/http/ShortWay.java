package io.stockrelay.http;

import io.stockrelay.access.KeyRing;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Brings the few calls that come by the thousand from the web server to their controller, without the filters and the
 * dispatcher in between, which cost more than all that is done for them. Only what is plain in every respect goes this
 * way, from a caller whose key allows it. Everything else takes the long way, and is answered or refused there. A filter
 * that is added later does not see what goes this way.
 */
final class ShortWay extends ValveBase {

    private static final Set<String> ACCEPTED = Set.of("*/*", "application/json", "application/json, */*");

    private volatile @Nullable Way way;

    ShortWay() {
        super(true);
    }

    /** Where it leads, once the controllers are there. */
    private record Way(Map<String, ShortCall> calls, KeyRing keys, ShortAnswers answers) {}

    /** Until then everything goes the long way. */
    void open(Stream<ShortCall> calls, KeyRing keys, ShortAnswers answers) {
        way = new Way(calls.collect(Collectors.toUnmodifiableMap(ShortCall::path, call -> call)), keys, answers);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var open = way;
        var call = open == null ? null : open.calls().get(request.getRequestURI());
        var caller = open == null || call == null || !isPlain(request, call) ? null : caller(request, call, open);
        if (open == null || call == null || caller == null) {
            getNext().invoke(request, response);
            return;
        }
        var context = request.getContext();
        context.incrementInProgressAsyncCount(); // a server that stops waits for what is under way
        try {
            open.answers().answer(call, request, response, caller);
        } finally {
            context.decrementInProgressAsyncCount();
        }
    }

    private static boolean isPlain(Request request, ShortCall call) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return call.method().equals(request.getMethod())
                && (accepted == null || ACCEPTED.contains(accepted))
                && request.getHeader(HttpHeaders.EXPECT) == null
                && call.form().has(request);
    }

    private static @Nullable KeyAuthentication caller(Request request, ShortCall call, Way way) {
        return KeyFilter.presented(request)
                .flatMap(way.keys()::find)
                .filter(key -> key.allows(call.action()))
                .map(KeyAuthentication::new)
                .orElse(null);
    }
}
