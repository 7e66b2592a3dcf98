package io.stockrelay.camel;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a webhook to its route without the other filters and the dispatcher in between: they do nothing for
 * it (its signature is checked on the raw bytes, by the route itself). Whatever is
 * not plainly a POST to the very path of an open route goes the long way, and is answered there.
 */
final class WebhookFilter extends HttpFilter {

    private static final String POST = "POST";

    private final transient WebhookEntrances entrances;

    WebhookFilter(WebhookEntrances entrances) {
        this.entrances = entrances;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var consumer = consumer(request);
        if (consumer == null) {
            chain.doFilter(request, response);
        } else {
            consumer.service(request, response);
        }
    }

    private @Nullable WebhookConsumer consumer(HttpServletRequest request) {
        boolean isPlain = POST.equals(request.getMethod()) && request.getQueryString() == null;
        return isPlain ? entrances.at(request.getRequestURI()) : null;
    }
}
