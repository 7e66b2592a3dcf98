package io.stockrelay.camel;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer;
import org.apache.camel.support.DefaultMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a request to its route with the raw, unread body and the headers in lower case, on the server's own thread.
 * Nothing a sender states as {@code Camel…}, in any case, gets in; nothing of the request gets out again.
 */
final class WebhookConsumer extends SpringBootPlatformHttpConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookConsumer.class);
    private static final String CAMEL = "camel";
    private static final int HEADERS_MAX = 100;

    private final WebhookEntrances entrances;

    WebhookConsumer(PlatformHttpEndpoint endpoint, Processor processor, WebhookEntrances entrances) {
        super(endpoint, processor, Runnable::run);
        this.entrances = entrances;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        entrances.open(getEndpoint().getPath(), this);
    }

    @Override
    protected void doStop() throws Exception {
        entrances.close(getEndpoint().getPath(), this);
        super.doStop();
    }

    /** Answers before it returns; null tells Spring that nothing is left to do. */
    @Override
    public @Nullable CompletableFuture<Void> service(HttpServletRequest request, HttpServletResponse response) {
        var exchange = createExchange(true);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.setIn(message(request, exchange));
            createUoW(exchange);
            process(exchange);
            write(exchange, response);
        } catch (Exception e) { // the last place: a sender must never take silence or a page for an acknowledgement
            LOG.warn("webhook not answered path={} reason={}", getEndpoint().getPath(), e.toString());
            answerAway(response);
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
        return null;
    }

    private void process(Exchange exchange) throws Exception {
        if (isSuspended()) {
            WebhookProblem.away().endOf(exchange);
            return;
        }
        getProcessor().process(exchange);
        if (exchange.getException() != null) {
            LOG.warn(
                    "webhook failed path={} reason={}",
                    getEndpoint().getPath(),
                    exchange.getException().toString());
            exchange.setException(null);
            WebhookProblem.away().endOf(exchange);
        }
    }

    private static Message message(HttpServletRequest request, Exchange exchange) throws IOException {
        var message = new DefaultMessage(exchange);
        var names = request.getHeaderNames();
        for (int i = 0; names.hasMoreElements() && i < HEADERS_MAX; i++) {
            String name = names.nextElement().toLowerCase(Locale.ROOT);
            if (!name.startsWith(CAMEL)) {
                message.setHeader(name, request.getHeader(name));
            }
        }
        message.setBody(request.getInputStream());
        return message;
    }

    private static void write(Exchange exchange, HttpServletResponse response) throws IOException {
        var message = exchange.getMessage();
        byte[] body = message.getBody() instanceof byte[] bytes ? bytes : message.getBody(byte[].class);
        response.setStatus(message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class));
        var contentType = message.getHeader(Exchange.CONTENT_TYPE, String.class);
        if (contentType != null) {
            response.setContentType(contentType);
        }
        var retryAfter = message.getHeader(Answer.RETRY_AFTER, String.class);
        if (retryAfter != null) {
            response.setHeader(Answer.RETRY_AFTER, retryAfter);
        }
        response.setContentLength(body == null ? 0 : body.length);
        if (body != null) {
            response.getOutputStream().write(body);
        }
    }

    private static void answerAway(HttpServletResponse response) {
        if (response.isCommitted()) {
            return;
        }
        var away = WebhookProblem.away();
        response.resetBuffer();
        response.setStatus(away.status());
        response.setContentType(away.contentType());
        response.setHeader(Answer.RETRY_AFTER, Integer.toString(away.retryAfterSeconds()));
        try {
            response.getOutputStream().write(away.body());
        } catch (IOException gone) {
            LOG.debug("sender gone reason={}", gone.getMessage());
        }
    }
}
