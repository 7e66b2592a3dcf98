package io.stockrelay.http;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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
 * for it.
 */
final class AnswersAtOnce implements HandlerMethodReturnValueHandler {

    private final HandlerMethodReturnValueHandlerComposite others = new HandlerMethodReturnValueHandlerComposite();
    private final WaitingRoom waiting;

    /** @param others how an answer is written, and how a later one is awaited without a thread */
    AnswersAtOnce(List<HandlerMethodReturnValueHandler> others, WaitingRoom waiting) {
        this.others.addHandlers(others);
        this.waiting = waiting;
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
        if (!waiting.isDoneSoon(later)) {
            others.handleReturnValue(later, type, model, request);
            return;
        }
        var answer = WaitingRoom.answer(later);
        others.handleReturnValue(answer, handler(request).getReturnValueType(answer), model, request);
    }

    private static HandlerMethod handler(NativeWebRequest request) {
        var handler =
                request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return (HandlerMethod) Objects.requireNonNull(handler);
    }
}
