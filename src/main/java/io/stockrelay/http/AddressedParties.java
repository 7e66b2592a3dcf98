package io.stockrelay.http;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands calls an {@link Owner} or a {@link Party} from the query; Spring's own binding would read headers too. */
final class AddressedParties implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Owner.class || parameter.getParameterType() == Party.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String account = request.getParameter("account");
        String channel = request.getParameter("channel");
        return parameter.getParameterType() == Party.class
                ? new Party(account, channel)
                : new Owner(account, channel, request.getParameter("source"));
    }
}
