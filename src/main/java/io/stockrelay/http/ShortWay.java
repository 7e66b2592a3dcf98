package io.stockrelay.http;

import io.stockrelay.access.KeyRing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Brings the few calls that come by the thousand from the web server to their controller, without the filters and the
 * dispatcher in between, which cost more than all that is done for them. Only what is plain in every respect goes this
 * way, from a caller whose key allows it. Everything else takes the long way, and is answered or refused there. A filter
 * that is added later does not see what goes this way.
 */
final class ShortWay extends HttpFilter {

    private transient volatile @Nullable Way way;

    /** Where it leads, once the controllers are there. */
    private record Way(Map<String, ShortCall> calls, KeyRing keys, ShortAnswers answers) {}

    /** Until then everything goes the long way. */
    void open(Stream<ShortCall> calls, KeyRing keys, ShortAnswers answers) {
        way = new Way(calls.collect(Collectors.toUnmodifiableMap(ShortCall::path, call -> call)), keys, answers);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var open = way;
        var call = open == null ? null : open.calls().get(request.getRequestURI());
        var caller = open == null || call == null || !isPlain(request, call) ? null : caller(request, call, open);
        if (open == null || call == null || caller == null) {
            chain.doFilter(request, response);
        } else {
            open.answers().answer(call, request, response, caller);
        }
    }

    private static boolean isPlain(HttpServletRequest request, ShortCall call) {
        return call.method().equals(request.getMethod())
                && ShortCall.isAccepted(request.getHeader(HttpHeaders.ACCEPT))
                && request.getHeader(HttpHeaders.EXPECT) == null
                && call.form().has(request);
    }

    private static @Nullable KeyAuthentication caller(HttpServletRequest request, ShortCall call, Way way) {
        return KeyFilter.presented(request.getHeader(HttpHeaders.AUTHORIZATION))
                .flatMap(way.keys()::find)
                .filter(key -> key.allows(call.action()))
                .map(KeyAuthentication::new)
                .orElse(null);
    }
}
