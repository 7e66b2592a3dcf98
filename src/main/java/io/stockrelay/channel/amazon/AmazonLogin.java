package io.stockrelay.channel.amazon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stockrelay.channel.Credentials;
import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.PushRoute;
import io.stockrelay.channel.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Login with Amazon: an access token from a refresh token, kept until shortly before it ends. */
public final class AmazonLogin implements Credentials {

    /** Renewed this long before its end, so that no call carries one that ends on the way. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    private static final String HEADER = "x-amz-access-token";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final PushRoute routes;
    private final String route;
    private final byte[] form;
    private final Clock clock;
    private @Nullable Token token;

    private record Token(String value, Instant usableUntil) {}

    /**
     * @param route that leads to the token endpoint
     * @param connection {@code client-id}, {@code client-secret}, {@code refresh-token}
     */
    public AmazonLogin(PushRoute routes, String route, Map<String, String> connection, Clock clock) {
        this.routes = routes;
        this.route = route;
        this.clock = clock;
        this.form = Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", connection.getOrDefault("refresh-token", ""),
                        "client_id", connection.getOrDefault("client-id", ""),
                        "client_secret", connection.getOrDefault("client-secret", ""))
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + AmazonAdapter.encoded(field.getValue()))
                .sorted()
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized Map<String, String> headers() {
        var now = clock.instant();
        if (token == null || !now.isBefore(token.usableUntil())) {
            token = fetch(now);
        }
        return Map.of(HEADER, token.value());
    }

    @Override
    public synchronized boolean renew(Map<String, String> refused) {
        if (token != null && token.value().equals(refused.get(HEADER))) {
            token = null;
        }
        return true;
    }

    private Token fetch(Instant now) {
        var request =
                new PushRequest("POST", "", null, Map.of("content-type", "application/x-www-form-urlencoded"), form);
        var reply = routes.send(route, request);
        if (!reply.isSuccess()) {
            throw new Unavailable("Login with Amazon gave no token", reply);
        }
        return token(reply, now);
    }

    private static Token token(Reply reply, Instant now) {
        try {
            var body = JSON.readTree(reply.body());
            var value = body.path("access_token").asText();
            if (value.isBlank()) {
                throw new Unavailable("Login with Amazon answered without a token", withoutBody(reply));
            }
            long seconds = Math.max(1, Math.min(body.path("expires_in").asLong(3_600), 86_400));
            var life = Duration.ofSeconds(seconds);
            var usable = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2);
            return new Token(value, now.plus(usable));
        } catch (IOException unreadable) {
            throw new Unavailable("Login with Amazon answered something that is not JSON", withoutBody(reply));
        }
    }

    /** A token endpoint's success may hold a secret: it never reaches a log or a dead letter. */
    private static Reply withoutBody(Reply reply) {
        return Reply.answered(reply.status(), Map.of(), new byte[0]);
    }
}
