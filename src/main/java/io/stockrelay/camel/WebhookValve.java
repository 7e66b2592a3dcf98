package io.stockrelay.camel;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * Brings a webhook from the web server to its route without the filters and the dispatcher in between: they do nothing for
 * it (its signature is checked on the raw bytes, by the route itself). Whatever is
 * not plainly a POST to the very path of an open route goes the long way, and is answered there.
 */
final class WebhookValve extends ValveBase {

    private static final String POST = "POST";
    private static final String EXPECT = "Expect";

    private final WebhookEntrances entrances;

    WebhookValve(WebhookEntrances entrances) {
        super(true);
        this.entrances = entrances;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var consumer = consumer(request);
        if (consumer == null) {
            getNext().invoke(request, response);
            return;
        }
        var context = request.getContext();
        context.incrementInProgressAsyncCount(); // a server that stops waits for what is under way
        try {
            consumer.service(request.getRequest(), response.getResponse());
        } finally {
            context.decrementInProgressAsyncCount();
        }
    }

    private @Nullable WebhookConsumer consumer(Request request) {
        boolean isPlain = POST.equals(request.getMethod())
                && request.getQueryString() == null
                && request.getHeader(EXPECT) == null; // only the long way says that the body may come
        return isPlain ? entrances.at(request.getRequestURI()) : null;
    }
}
