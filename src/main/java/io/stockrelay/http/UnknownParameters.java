package io.stockrelay.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters a call does not know: a filter with a typing mistake would quietly find everything. */
final class UnknownParameters implements HandlerInterceptor {

    private final Map<Object, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || request.getQueryString() == null) {
            return true;
        }
        Set<String> allowed = known.computeIfAbsent(method.getMethod(), ignored -> names(method));
        for (String given : request.getParameterMap().keySet()) {
            if (!allowed.contains(given)) {
                throw ApiProblem.of(
                        ProblemKind.UNKNOWN_PARAMETER,
                        "there is no parameter '" + ApiProblem.shown(given) + "' here; "
                                + (allowed.isEmpty()
                                        ? "this call takes none"
                                        : "known are " + String.join(", ", allowed)));
            }
        }
        return true;
    }

    private static Set<String> names(HandlerMethod method) {
        var names = new TreeSet<String>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            var annotation = parameter.getParameterAnnotation(RequestParam.class);
            if (annotation != null) {
                String name =
                        annotation.name().isEmpty() ? parameter.getParameter().getName() : annotation.name();
                names.add(name);
            }
            if (parameter.hasParameterAnnotation(ParameterObject.class)) {
                Stream.of(parameter.getParameterType().getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            }
        }
        return names;
    }
}
