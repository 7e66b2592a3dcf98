package io.stockrelay.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Login with Amazon: {@code POST /amazon/auth/o2/token} with a refresh token. */
final class AmazonSignIn {
    private final SandboxSettings.Amazon settings;
    private final AmazonTokens tokens;
    private final Counters counters;

    AmazonSignIn(SandboxSettings.Amazon settings, AmazonTokens tokens, Counters counters) {
        this.settings = settings;
        this.tokens = tokens;
        this.counters = counters;
    }

    Reply answer(Call call) {
        if (!call.method().equals("POST") || !call.hasContentType("application/x-www-form-urlencoded")) {
            return AmazonReplies.oauth(400, "invalid_request", "The token endpoint takes POST with a form body");
        }
        Map<String, String> form = Call.form(Optional.of(call.body()));
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return AmazonReplies.oauth(
                    400, "unsupported_grant_type", "The sandbox issues tokens for grant_type=refresh_token only");
        }
        boolean client = Secrets.same(settings.clientId(), form.getOrDefault("client_id", ""))
                & Secrets.same(settings.clientSecret(), form.getOrDefault("client_secret", ""));
        if (!client) {
            counters.add(Count.UNAUTHORISED);
            return AmazonReplies.oauth(401, "invalid_client", "Client authentication failed");
        }
        if (!Secrets.same(settings.refreshToken(), form.getOrDefault("refresh_token", ""))) {
            counters.add(Count.UNAUTHORISED);
            return AmazonReplies.oauth(
                    400, "invalid_grant", "The request has an invalid grant parameter : refresh_token");
        }
        Map<String, Object> granted = new LinkedHashMap<>();
        granted.put("access_token", tokens.issue());
        granted.put("token_type", "bearer");
        granted.put("expires_in", settings.tokenLife().toSeconds());
        granted.put("refresh_token", settings.refreshToken());
        return Reply.json(200, granted);
    }
}
