package io.stockrelay.http;

import io.stockrelay.access.KeyRing;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads promises on the thread that serves the sockets, which never waits, and has them answered by whoever knows the
 * answer: no thread of the web server is woken for a promise. Only what is plain in every respect goes this way, from a
 * caller whose key allows it; everything else goes to a thread of its own, and is answered or refused there.
 */
final class DirectWay extends Handler.Wrapper {

    private volatile @Nullable Way way;

    /** Where it leads, once the controllers are there. */
    private record Way(Map<String, DirectCall> calls, KeyRing keys, DirectAnswers answers) {}

    /** Until then everything goes the long way. */
    void open(Stream<DirectCall> calls, KeyRing keys, DirectAnswers answers) {
        way = new Way(calls.collect(Collectors.toUnmodifiableMap(DirectCall::path, call -> call)), keys, answers);
    }

    /** What is behind it may wait, and gets a thread for it. */
    @Override
    public Invocable.InvocationType getInvocationType() {
        return Invocable.InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var open = way;
        var call = open == null ? null : open.calls().get(request.getHttpURI().getPath());
        var caller = open == null || call == null || !isPlain(request) ? null : caller(request, call, open);
        if (open == null || call == null || caller == null) {
            goTheLongWay(request, response, callback);
        } else {
            open.answers().answer(call, caller, request, response, callback);
        }
        return true;
    }

    private void goTheLongWay(Request request, Response response, Callback callback) {
        var end = WholeBody.before(request, callback);
        keepTheCallersClose(request, response);
        try {
            getServer().getThreadPool().execute(() -> {
                try {
                    if (!super.handle(request, response, end)) {
                        Response.writeError(request, response, end, HttpStatus.NOT_FOUND_404);
                    }
                } catch (Throwable failure) { // as the web server does for its handlers
                    Response.writeError(request, response, end, failure);
                }
            });
        } catch (RejectedExecutionException stopping) {
            Response.writeError(request, response, end, HttpStatus.SERVICE_UNAVAILABLE_503);
        }
    }

    /** The web server forgets it once it has answered that the body may come. */
    private static void keepTheCallersClose(Request request, Response response) {
        var asked = request.getHeaders();
        if (asked.contains(HttpHeader.EXPECT)
                && asked.contains(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString())) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
    }

    private static boolean isPlain(Request request) {
        var headers = request.getHeaders();
        return DirectCall.METHOD.equals(request.getMethod())
                && !request.isSecure()
                && request.getHttpURI().getQuery() == null
                && ShortCall.isAccepted(headers.get(HttpHeader.ACCEPT))
                && !headers.contains(HttpHeader.EXPECT)
                && request.getLength() > 0
                && request.getLength() <= DirectCall.BYTES_MAX
                && ShortCall.isJson(headers.get(HttpHeader.CONTENT_TYPE));
    }

    private static @Nullable KeyAuthentication caller(Request request, DirectCall call, Way way) {
        return KeyFilter.presented(request.getHeaders().get(HttpHeader.AUTHORIZATION))
                .flatMap(way.keys()::find)
                .filter(key -> key.allows(call.action()))
                .map(KeyAuthentication::new)
                .orElse(null);
    }
}
