package io.stockrelay.camel;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A sender that signs by Standard Webhooks. */
final class Webhooks {

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String secret;

    Webhooks(int port, String secret) {
        this.port = port;
        this.secret = secret;
    }

    HttpResponse<String> send(String source, String body) throws Exception {
        return send(source, body.getBytes(StandardCharsets.UTF_8), "text/plain", Instant.now());
    }

    HttpResponse<String> send(String source, byte[] body, String contentType, Instant signedAt) throws Exception {
        String timestamp = Long.toString(signedAt.getEpochSecond());
        return http.send(
                request(source)
                        .header("content-type", contentType)
                        .header("webhook-id", "msg-1")
                        .header("webhook-timestamp", timestamp)
                        .header("webhook-signature", sign("msg-1." + timestamp + ".", body))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> sendUnsigned(String source, String body) throws Exception {
        return http.send(request(source).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String source) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/" + source));
    }

    private String sign(String prefix, byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update(prefix.getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }
}
