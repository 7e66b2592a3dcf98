package io.stockrelay.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Tells of the shop's orders as Shopify does: signed over the raw body, five seconds for an answer. */
final class ShopifyWebhooks {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SandboxSettings.Shopify settings;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private volatile @Nullable URI address;

    ShopifyWebhooks(SandboxSettings.Shopify settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void sendTo(URI webhook) {
        address = webhook;
    }

    /** What Shopify would send with it. */
    Map<String, String> headers(ShopifyOrders.Told told) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Shopify-Topic", told.topic());
        headers.put("X-Shopify-Hmac-Sha256", signature(told.body()));
        headers.put("X-Shopify-Shop-Domain", settings.shop() + ".myshopify.com");
        headers.put("X-Shopify-API-Version", "2026-10");
        headers.put("X-Shopify-Webhook-Id", UUID.randomUUID().toString());
        headers.put("X-Shopify-Event-Id", UUID.randomUUID().toString());
        headers.put("X-Shopify-Triggered-At", clock.instant().toString());
        return headers;
    }

    /** The answer's status; null where nobody is to be told, 0 where nobody answered. */
    @Nullable
    Integer send(ShopifyOrders.Told told, Map<String, String> headers) {
        var target = address;
        if (target == null) {
            return null;
        }
        var request = HttpRequest.newBuilder(target).timeout(PATIENCE);
        headers.forEach(request::header);
        try {
            return http.send(
                            request.POST(HttpRequest.BodyPublishers.ofString(told.body()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private String signature(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.webhookSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
