package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

class AnswersAtOnceTest {

    private final List<Object> written = new ArrayList<>();
    private final List<Object> awaited = new ArrayList<>();
    private final AnswersAtOnce answers = new AnswersAtOnce(
            List.of(new Recorded(CompletableFuture.class, awaited), new Recorded(Object.class, written)),
            new WaitingRoom());
    private HandlerMethod handler;

    @BeforeEach
    void handler() throws NoSuchMethodException {
        handler = new HandlerMethod(this, AnswersAtOnceTest.class.getDeclaredMethod("later"));
    }

    @SuppressWarnings("UnusedMethod") // its return type is what is handled
    CompletableFuture<String> later() {
        return new CompletableFuture<>();
    }

    @Test
    void takes_what_is_decided_later_and_nothing_else() throws NoSuchMethodException {
        assertThat(answers.supportsReturnType(handler.getReturnType())).isTrue();
        var plain = new HandlerMethod(this, Object.class.getDeclaredMethod("toString"));
        assertThat(answers.supportsReturnType(plain.getReturnType())).isFalse();
    }

    @Test
    void writes_at_once_what_is_decided() throws Exception {
        handle(CompletableFuture.completedFuture("yes"));
        assertThat(written).containsExactly("yes");
        assertThat(awaited).isEmpty();
    }

    @Test
    void waits_for_what_is_decided_in_a_moment() throws Exception {
        handle(new CompletableFuture<String>().completeOnTimeout("yes", 20, TimeUnit.MILLISECONDS));
        assertThat(written).containsExactly("yes");
        assertThat(awaited).isEmpty();
    }

    @Test
    void a_refusal_is_thrown_as_it_is() {
        var refusal = new IllegalStateException("no");
        assertThatThrownBy(() -> handle(CompletableFuture.failedFuture(refusal)))
                .isSameAs(refusal);
        assertThatThrownBy(() -> handle(CompletableFuture.completedFuture("x")
                        .thenCompose(x -> CompletableFuture.failedFuture(refusal))))
                .isSameAs(refusal);
    }

    @Test
    void gives_the_thread_back_when_the_wait_is_long() throws Exception {
        var never = new CompletableFuture<String>();
        handle(never);
        assertThat(written).isEmpty();
        assertThat(awaited).containsExactly(never);
    }

    @Test
    void gives_the_thread_back_at_once_when_many_wait_and_places_come_back() throws Exception {
        var all = new CompletableFuture<String>();
        var waiting = IntStream.range(0, WaitingRoom.WAITING_MAX)
                .mapToObj(i -> new WatchedFuture(all))
                .toList();
        var threads = waiting.stream()
                .map(each -> CompletableFuture.runAsync(() -> handleQuietly(each), task -> new Thread(task).start()))
                .toList();
        for (var each : waiting) {
            each.asked.join();
        }
        var oneMore = new WatchedFuture(all);
        handle(oneMore);
        assertThat(oneMore.asked).as("nobody waited for it").isNotDone();
        assertThat(awaited).contains(oneMore);

        all.complete("yes");
        CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).join();
        written.clear();
        handle(new CompletableFuture<String>().completeOnTimeout("next", 20, TimeUnit.MILLISECONDS));
        assertThat(written).containsExactly("next");
    }

    private void handleQuietly(CompletableFuture<?> value) {
        try {
            handle(value);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(CompletableFuture<?> value) throws Exception {
        var request = new MockHttpServletRequest();
        request.setAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, handler);
        answers.handleReturnValue(
                value, handler.getReturnValueType(value), new ModelAndViewContainer(), new ServletWebRequest(request));
    }

    /** Ends when another does, and tells that somebody waits for it. */
    private static final class WatchedFuture extends CompletableFuture<String> {
        private final CompletableFuture<Void> asked = new CompletableFuture<>();
        private final CompletableFuture<String> end;

        WatchedFuture(CompletableFuture<String> end) {
            this.end = end;
        }

        @Override
        public String get(long time, TimeUnit unit) {
            asked.complete(null);
            complete(end.join());
            return join();
        }
    }

    private record Recorded(Class<?> type, List<Object> handled) implements HandlerMethodReturnValueHandler {
        @Override
        public boolean supportsReturnType(MethodParameter returnType) {
            return type.isAssignableFrom(returnType.getParameterType());
        }

        @Override
        public synchronized void handleReturnValue(
                Object value, MethodParameter type, ModelAndViewContainer model, NativeWebRequest request) {
            handled.add(value);
        }
    }
}
