package io.stockrelay.camel;

import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.PersonalFields;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.SignatureVerdict;
import io.stockrelay.source.Signatures;
import io.stockrelay.source.SourceDirectory;
import io.stockrelay.source.SourceSettings.Webhook;
import io.stockrelay.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Lets a webhook in: known and running source, readable type, bounded size, genuine signature on the raw bytes. */
final class WebhookGate implements Processor {

    /** Never kept with a message: whoever reads dead letters must not be able to act as the sender. */
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "proxy-authorization", "cookie", "x-api-key");

    private final SourceDirectory directory;
    private final Sources sources;
    private final ReceiptIds receipts;
    private final Clock clock;
    private final Map<SourceId, Signatures> signatures = new ConcurrentHashMap<>();

    WebhookGate(SourceDirectory directory, Sources sources, ReceiptIds receipts, Clock clock) {
        this.directory = directory;
        this.sources = sources;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        var source = ExchangeNames.source(exchange);
        var settings = directory.find(source).map(found -> found.webhook()).orElse(null);
        if (settings == null) {
            WebhookProblem.unknownSource(source).endOf(exchange);
            return;
        }
        if (sources.isPaused(source)) {
            WebhookProblem.paused(source).endOf(exchange);
            return;
        }
        admit(exchange, source, settings);
    }

    private void admit(Exchange exchange, SourceId source, Webhook settings) throws IOException {
        var message = exchange.getMessage();
        String contentType = message.getHeader("content-type", String.class);
        if (contentType != null && !ContentTypes.isReadable(contentType)) {
            WebhookProblem.unsupported(contentType).endOf(exchange);
            return;
        }
        byte[] body = body(message, settings.bytesMax());
        if (body == null) {
            WebhookProblem.tooLarge(settings.bytesMax()).endOf(exchange);
            return;
        }
        if (body.length == 0) {
            WebhookProblem.empty().endOf(exchange);
            return;
        }
        var now = clock.instant();
        var headers = headers(message);
        var verdict = signatures(source, settings).verdict(headers, body, now);
        if (verdict != SignatureVerdict.GENUINE) {
            WebhookProblem.refused(verdict).endOf(exchange);
            return;
        }
        ExchangeNames.keep(
                exchange,
                delivery(
                        exchange,
                        source,
                        contentType,
                        headers,
                        PersonalFields.removed(body, settings.personal()),
                        now));
    }

    private Delivery delivery(
            Exchange exchange,
            SourceId source,
            @Nullable String contentType,
            Map<String, String> headers,
            byte[] body,
            Instant now) {
        String type = contentType == null ? ContentTypes.sniffed(body) : contentType;
        return new Delivery(receipts.next(), source, exchange.getFromRouteId(), now, type, headers, null, body);
    }

    /** Null where it is too large; a stated length is believed only when it already says so. */
    private static byte @Nullable [] body(Message message, long bytesMax) throws IOException {
        if (isLonger(message.getHeader("content-length", String.class), bytesMax)) {
            return null;
        }
        var body = message.getBody(InputStream.class);
        return body == null ? new byte[0] : BoundedBody.read(body, bytesMax).orElse(null);
    }

    private static boolean isLonger(@Nullable String length, long bytesMax) {
        try {
            return length != null && Long.parseLong(length) > bytesMax;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Map<String, String> headers(Message message) {
        var headers = new HashMap<String, String>();
        message.getHeaders().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (value instanceof String text && !SECRET_HEADERS.contains(lower)) {
                headers.put(lower, text);
            }
        });
        return headers;
    }

    private Signatures signatures(SourceId source, Webhook settings) {
        var known = signatures.get(source);
        if (known != null && known.areFor(settings)) {
            return known;
        }
        var made = new Signatures(settings);
        signatures.put(source, made);
        return made;
    }
}
