package io.stockrelay.http;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.HandlerMethodReturnValueHandlerComposite;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Waits a moment for what the ledger is about to decide, on the request's own thread. Giving the thread back at once would
 * send each request through all filters a second time when the answer comes, which costs more than all else that is done
 * for it. Where the wait is long, or many wait already, the thread is given back all the same: a ledger that cannot
 * decide never takes the threads of those who ask something else.
 */
final class AnswersAtOnce implements HandlerMethodReturnValueHandler {

    /** Half of the web server's threads. */
    static final int WAITING_MAX = 100;

    static final long PATIENCE_MILLIS = 250;

    private final HandlerMethodReturnValueHandlerComposite others = new HandlerMethodReturnValueHandlerComposite();
    private final Semaphore places = new Semaphore(WAITING_MAX);

    /** @param others how an answer is written, and how a later one is awaited without a thread */
    AnswersAtOnce(List<HandlerMethodReturnValueHandler> others) {
        this.others.addHandlers(others);
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return CompletableFuture.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter type, ModelAndViewContainer model, NativeWebRequest request)
            throws Exception {
        var later = (CompletableFuture<?>) Objects.requireNonNull(value);
        if (!isDoneSoon(later)) {
            others.handleReturnValue(later, type, model, request);
            return;
        }
        var answer = answer(later);
        others.handleReturnValue(answer, handler(request).getReturnValueType(answer), model, request);
    }

    private boolean isDoneSoon(CompletableFuture<?> later) throws InterruptedException {
        if (later.isDone()) {
            return true;
        }
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            later.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true; // the answer is a refusal
        } catch (TimeoutException e) {
            return false;
        } finally {
            places.release();
        }
    }

    private static @Nullable Object answer(CompletableFuture<?> done) throws Exception {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static HandlerMethod handler(NativeWebRequest request) {
        var handler =
                request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return (HandlerMethod) Objects.requireNonNull(handler);
    }
}
