package io.stockrelay.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;

/** Writes the answers of {@link ShortWay} as the long way would: same statuses, headers, bodies, and the same timer. */
final class ShortAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ShortAnswers.class);
    private static final List<HeaderWriter> HEADERS = List.of(
            new XContentTypeOptionsHeaderWriter(),
            new XXssProtectionHeaderWriter(),
            new CacheControlHeadersWriter(),
            new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY),
            new HstsHeaderWriter());

    private final ObjectMapper json;
    private final WaitingRoom waiting;
    private final Duration limit;
    private final CallTimers timers;

    /** @param limit after which a call that nobody could answer is refused */
    ShortAnswers(ObjectMapper json, WaitingRoom waiting, Duration limit, MeterRegistry meters) {
        this.json = json;
        this.limit = limit;
        this.waiting = waiting;
        this.timers = new CallTimers(meters);
    }

    void answer(ShortCall call, HttpServletRequest request, HttpServletResponse response, KeyAuthentication caller)
            throws IOException {
        var writing = new Writing(call, request, response, System.nanoTime());
        CompletableFuture<? extends ResponseEntity<?>> later;
        try {
            later = call.answering().answer(request, caller);
        } catch (RuntimeException refusal) {
            writing.refuse(refusal);
            return;
        }
        try {
            if (waiting.isDoneSoon(later)) {
                writing.tell(later);
            } else {
                writing.await(later);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            writing.write(ProblemAdvice.byStatus(503).answer(HttpHeaders.EMPTY));
        }
    }

    /** The answer to one request. */
    private final class Writing implements AsyncListener {

        private final ShortCall call;
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long began;
        private final AtomicBoolean isWritten = new AtomicBoolean();

        Writing(ShortCall call, HttpServletRequest request, HttpServletResponse response, long began) {
            this.call = call;
            this.request = request;
            this.response = response;
            this.began = began;
        }

        void tell(CompletableFuture<? extends ResponseEntity<?>> done) throws IOException {
            try {
                write(WaitingRoom.answer(done));
            } catch (RuntimeException refusal) {
                refuse(refusal);
            } catch (IOException gone) {
                throw gone;
            } catch (Exception unforeseen) {
                refuse(new IllegalStateException(unforeseen));
            }
        }

        void refuse(RuntimeException refusal) throws IOException {
            write(ProblemAdvice.of(refusal).answer(HttpHeaders.EMPTY));
        }

        void write(ResponseEntity<?> answer) throws IOException {
            HEADERS.forEach(header -> header.writeHeaders(request, response));
            response.setStatus(answer.getStatusCode().value());
            answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            if (response.getContentType() == null) {
                response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            }
            if (answer.getBody() instanceof ProblemDetail problem && problem.getInstance() == null) {
                problem.setInstance(URI.create(call.path()));
            }
            byte[] body = json.writeValueAsBytes(answer.getBody());
            response.setContentLength(body.length);
            timers.of(call.method(), call.path(), answer.getStatusCode())
                    .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            response.getOutputStream().write(body);
        }

        /** Gives the thread back; the answer is written by another one when it is there. */
        void await(CompletableFuture<? extends ResponseEntity<?>> later) {
            var async = request.startAsync();
            async.setTimeout(limit.toMillis());
            async.addListener(this);
            later.whenComplete((answer, refusal) -> {
                if (isWritten.compareAndSet(false, true)) {
                    async.start(() -> {
                        try {
                            tell(later);
                        } catch (IOException gone) {
                            LOG.debug("event=caller-gone reason=\"{}\"", gone.getMessage());
                        } finally {
                            async.complete();
                        }
                    });
                }
            });
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            if (isWritten.compareAndSet(false, true)) {
                write(ProblemAdvice.byStatus(503).answer(HttpHeaders.EMPTY));
                Objects.requireNonNull(event.getAsyncContext()).complete();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // everything is written by then
        }

        @Override
        public void onError(AsyncEvent event) {
            isWritten.set(true); // the caller is gone
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // started once
        }
    }
}
