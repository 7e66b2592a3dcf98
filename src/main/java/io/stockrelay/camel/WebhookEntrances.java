package io.stockrelay.camel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The webhook routes that are open now, by the path they listen at. */
final class WebhookEntrances {

    private final Map<String, WebhookConsumer> open = new ConcurrentHashMap<>();

    void open(String path, WebhookConsumer consumer) {
        open.put(path, consumer);
    }

    /** Closes it where it is still this one: a newer generation of the route may have taken the path over. */
    void close(String path, WebhookConsumer consumer) {
        open.remove(path, consumer);
    }

    @Nullable
    WebhookConsumer at(String path) {
        return open.get(path);
    }
}
