package io.stockrelay.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A simulated dealer that takes notices: {@code POST /notices/<account>} is answered 204 where its Standard Webhooks
 * signature is right and fresh, else 401. {@code GET /sandbox/notices} shows the last ones; {@code POST} with
 * {@code status}, {@code times} and {@code retryAfter} in the query lets the next ones fail.
 */
final class NoticeInbox {

    private static final int KEPT_MAX = 100;
    private static final long TIMES_MAX = 1_000;
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String PREFIX = "whsec_";

    private final byte[] key;
    private final Clock clock;
    private final Deque<Map<String, Object>> taken = new ArrayDeque<>();
    private int failingStatus = 503;
    private long failuresLeft;
    private long refused;
    private Duration retryAfter = Duration.ZERO;

    NoticeInbox(String secret, Clock clock) {
        this.key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        this.clock = clock;
    }

    HttpHandler door() {
        return exchange -> Wire.write(exchange, read(exchange, true));
    }

    HttpHandler control() {
        return exchange -> Wire.write(exchange, read(exchange, false));
    }

    private Reply read(HttpExchange exchange, boolean isDoor) throws IOException {
        var call = Wire.read(exchange);
        if (call.isEmpty()) {
            return Reply.json(413, Map.of("detail", "at most " + Wire.BODY_BYTES_MAX + " bytes"));
        }
        return isDoor ? take(call.get()) : control(call.get());
    }

    private synchronized Reply take(Call call) {
        if (!call.method().equals("POST") || call.path().size() != 2) {
            return Reply.json(404, Map.of("detail", "POST /notices/ACCOUNT"));
        }
        if (!isGenuine(call)) {
            refused++;
            return Reply.json(401, Map.of("detail", "the signature is wrong or old"));
        }
        if (failuresLeft > 0) {
            failuresLeft--;
            return Reply.json(failingStatus, Map.of("detail", "not now"))
                    .retryAfter(retryAfter.isZero() ? null : retryAfter);
        }
        if (taken.size() == KEPT_MAX) {
            taken.removeFirst();
        }
        var shown = new LinkedHashMap<String, Object>();
        shown.put("account", call.path().get(1));
        shown.put("id", call.header("webhook-id"));
        shown.put(
                "notice", Json.object(call.body()).<Object>map(notice -> notice).orElse(Map.of()));
        taken.addLast(shown);
        return new Reply(204, Map.of(), "");
    }

    private synchronized Reply control(Call call) {
        if (call.method().equals("POST")) {
            failingStatus = (int) number(call, "status", 503, 599);
            failuresLeft = number(call, "times", 1, TIMES_MAX);
            retryAfter = Duration.ofSeconds(number(call, "retryAfter", 0, 3_600));
        }
        return Reply.json(200, Map.of("taken", List.copyOf(taken), "refused", refused, "failuresLeft", failuresLeft));
    }

    private static long number(Call call, String name, long otherwise, long most) {
        String text = call.query().getOrDefault(name, "");
        return text.matches("\\d{1,6}") ? Math.min(most, Long.parseLong(text)) : otherwise;
    }

    private boolean isGenuine(Call call) {
        String id = call.header("webhook-id");
        String stamp = call.header("webhook-timestamp");
        if (id.isBlank() || !stamp.matches("\\d{1,12}")) {
            return false;
        }
        var age = Duration.between(Instant.ofEpochSecond(Long.parseLong(stamp)), clock.instant())
                .abs();
        String expected = "v1," + Base64.getEncoder().encodeToString(hmac(id + "." + stamp + "." + call.body()));
        return age.compareTo(TOLERANCE) <= 0
                && Arrays.stream(call.header("webhook-signature").split(" "))
                        .anyMatch(given -> Secrets.same(expected, given));
    }

    private byte[] hmac(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
