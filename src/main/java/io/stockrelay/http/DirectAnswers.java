package io.stockrelay.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Reads and writes what goes {@link DirectWay}, as the long way would: same statuses, headers, bodies, and the same timer. */
final class DirectAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(DirectAnswers.class);
    private static final List<HttpField> HEADERS = List.of(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("X-XSS-Protection", "0"),
            new PreEncodedHttpField("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"),
            new PreEncodedHttpField("Pragma", "no-cache"),
            new PreEncodedHttpField("Expires", "0"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"));
    private static final HttpField JSON =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);

    private final ObjectMapper json;
    private final Duration limit;
    private final CallTimers timers;

    /** @param limit after which a call that nobody could answer is refused */
    DirectAnswers(ObjectMapper json, Duration limit, MeterRegistry meters) {
        this.json = json;
        this.limit = limit;
        this.timers = new CallTimers(meters);
    }

    void answer(DirectCall call, KeyAuthentication caller, Request request, Response response, Callback callback) {
        new Exchange(call, caller, request, response, callback).read();
    }

    /** One request and its answer. */
    private final class Exchange {

        private final DirectCall call;
        private final KeyAuthentication caller;
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final byte[] body;
        private final long began = System.nanoTime();
        private int length;

        Exchange(DirectCall call, KeyAuthentication caller, Request request, Response response, Callback callback) {
            this.call = call;
            this.caller = caller;
            this.request = request;
            this.response = response;
            this.callback = callback;
            this.body = new byte[Math.toIntExact(request.getLength())];
        }

        /** As far as the body has come; the rest when it comes. */
        void read() {
            while (true) {
                var chunk = request.read();
                if (chunk == null) {
                    request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    callback.failed(chunk.getFailure());
                    return;
                }
                int more = chunk.remaining();
                chunk.getByteBuffer().get(body, length, more);
                length += more;
                boolean isLast = chunk.isLast();
                chunk.release();
                if (isLast) {
                    ask();
                    return;
                }
            }
        }

        private void ask() {
            try {
                if (length < body.length) {
                    throw new IOException("the body ended after " + length + " of " + body.length + " bytes");
                }
                CompletableFuture<? extends ResponseEntity<?>> later =
                        call.reading().answer(body, caller);
                if (!later.isDone()) {
                    later.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
                }
                later.whenComplete(this::tell);
            } catch (RuntimeException refusal) {
                tell(null, refusal);
            } catch (IOException gone) {
                callback.failed(gone);
            }
        }

        private void tell(@Nullable ResponseEntity<?> answer, @Nullable Throwable failure) {
            try {
                write(answer == null ? refusal(failure) : answer);
            } catch (JsonProcessingException | RuntimeException unforeseen) {
                LOG.error("event=unforeseen", unforeseen);
                callback.failed(unforeseen);
            }
        }

        private void write(ResponseEntity<?> answer) throws JsonProcessingException {
            var headers = response.getHeaders();
            HEADERS.forEach(headers::add);
            response.setStatus(answer.getStatusCode().value());
            answer.getHeaders().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            if (!headers.contains(HttpHeader.CONTENT_TYPE)) {
                headers.add(JSON);
            }
            if (answer.getBody() instanceof ProblemDetail problem && problem.getInstance() == null) {
                problem.setInstance(URI.create(call.path()));
            }
            byte[] text = json.writeValueAsBytes(answer.getBody());
            headers.put(HttpHeader.CONTENT_LENGTH, text.length);
            timers.of(DirectCall.METHOD, call.path(), answer.getStatusCode())
                    .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            Runnable send = () -> response.write(true, ByteBuffer.wrap(text), callback);
            if (request.getComponents().getThreadPool() instanceof ServerThreads threads) {
                threads.readingOn(send);
            } else {
                send.run();
            }
        }
    }

    private static ResponseEntity<Object> refusal(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return ProblemAdvice.byStatus(503).answer(HttpHeaders.EMPTY);
        }
        var refusal = cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
        return ProblemAdvice.of(refusal).answer(HttpHeaders.EMPTY);
    }
}
