package io.stockrelay.sandbox.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Standard Webhooks demand: HMAC-SHA256 over {@code id.timestamp.body}. One thread at a time. */
public final class WebhookSigner {
    private static final String PREFIX = "whsec_";

    private final Mac mac;

    /** Takes the secret as it is handed out, {@code whsec_} and base64. */
    public WebhookSigner(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a webhook secret starts with " + PREFIX);
        }
        byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java platform has HMAC-SHA256
        }
    }

    /** The value of the header {@code webhook-signature}. */
    public String sign(String id, long timestampSeconds, String body) {
        return sign(id, timestampSeconds, body.getBytes(StandardCharsets.UTF_8));
    }

    String sign(String id, long timestampSeconds, byte[] body) {
        mac.update((id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8));
        byte[] signature = mac.doFinal(body);
        return "v1," + Base64.getEncoder().encodeToString(signature);
    }
}
