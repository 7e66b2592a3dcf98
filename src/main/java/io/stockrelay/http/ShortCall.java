package io.stockrelay.http;

import io.stockrelay.access.Action;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * One call that may go the short way.
 *
 * @param action that a key must allow, as the rules of access have it for this call
 */
record ShortCall(String method, String path, Action action, Form form, Answering answering) {

    private static final Set<String> JSON =
            Set.of("application/json", "application/json;charset=utf-8", "application/json; charset=utf-8");

    private static final Set<String> ACCEPTED = Set.of("*/*", "application/json", "application/json, */*");

    /** Whether a request is of the form that the call takes; what else it may be is decided on the long way. */
    @FunctionalInterface
    interface Form {
        boolean has(HttpServletRequest request);
    }

    /** Answers, now or later; refuses by throwing as a controller does. */
    @FunctionalInterface
    interface Answering {
        CompletableFuture<? extends ResponseEntity<?>> answer(HttpServletRequest request, KeyAuthentication caller)
                throws IOException;
    }

    /** The same with the whole body. */
    @FunctionalInterface
    interface Reading {
        CompletableFuture<? extends ResponseEntity<?>> answer(byte[] body, KeyAuthentication caller) throws IOException;
    }

    /** A body in JSON, of a stated length within bounds, and no query. */
    static ShortCall posted(String path, Action action, Reading reading) {
        return new ShortCall("POST", path, action, ShortCall::hasJson, (request, caller) -> {
            int length = request.getContentLength();
            byte[] body = request.getInputStream().readNBytes(length);
            if (body.length < length) {
                throw new IOException("the body ended after " + body.length + " of " + length + " bytes");
            }
            return reading.answer(body, caller);
        });
    }

    /**
     * No body, and a query of known parameters.
     *
     * @param needed the parameter that must be there, once or several times
     * @param lists those that may be there several times
     * @param singles those that may be there once
     */
    static ShortCall asked(
            String path, Action action, String needed, Set<String> lists, Set<String> singles, Answering answering) {
        return new ShortCall("GET", path, action, request -> hasQuery(request, needed, lists, singles), answering);
    }

    private static boolean hasJson(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length > 0
                && length <= BodyLimit.BYTES_MAX
                && request.getQueryString() == null
                && isJson(request.getContentType());
    }

    static boolean isJson(@Nullable String contentType) {
        return contentType != null && JSON.contains(contentType.toLowerCase(Locale.ROOT));
    }

    static boolean isAccepted(@Nullable String accept) {
        return accept == null || ACCEPTED.contains(accept);
    }

    private static boolean hasQuery(HttpServletRequest request, String needed, Set<String> lists, Set<String> singles) {
        if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return false;
        }
        for (var names = request.getParameterNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            boolean isKnown = name.equals(needed)
                    || lists.contains(name)
                    || singles.contains(name) && request.getParameterValues(name).length == 1;
            if (!isKnown) {
                return false;
            }
        }
        return request.getParameter(needed) != null;
    }
}
