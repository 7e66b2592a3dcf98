package io.stockrelay.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Login with Amazon's token endpoint and the Listings Items API 2021-08-01 under {@code /amazon/}. */
final class AmazonProtocol implements ChannelProtocol {
    private static final List<String> TOKEN_PATH = List.of("auth", "o2", "token");
    private static final List<String> ITEMS_PATH = List.of("listings", "2021-08-01", "items");
    private static final Set<String> PATCH_QUERY = Set.of("marketplaceIds", "includedData", "mode", "issueLocale");
    private static final Set<String> GET_QUERY = Set.of("marketplaceIds", "includedData", "issueLocale");

    private final SandboxSettings.Amazon settings;
    private final FlatStore store;
    private final Counters counters;
    private final PointBucket writes;
    private final PointBucket reads;
    private final AmazonTokens tokens;
    private final Clock clock;
    private final AtomicLong requests = new AtomicLong();

    AmazonProtocol(
            SandboxSettings.Amazon settings,
            FlatStore store,
            Counters counters,
            PointBucket writes,
            PointBucket reads,
            AmazonTokens tokens,
            Clock clock) {
        this.settings = settings;
        this.store = store;
        this.counters = counters;
        this.writes = writes;
        this.reads = reads;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Operation operationOf(Call call) {
        if (isToken(call)) {
            return Operation.TOKEN;
        }
        return call.method().equals("GET") ? Operation.READ : Operation.WRITE;
    }

    @Override
    public Set<String> listingsIn(Call call) {
        return isItem(call) ? Set.of(call.path().get(5)) : Set.of();
    }

    @Override
    public Reply answer(Call call, Disturbance disturbance) {
        disturbance.beforeApply();
        String requestId = "sandbox-" + requests.incrementAndGet();
        Reply reply = isToken(call) ? token(call) : item(call, disturbance, requestId);
        return reply.with("x-amzn-RequestId", requestId);
    }

    @Override
    public Reply failure(int status, @Nullable Duration retryAfter) {
        String code = switch (status) {
            case 413 -> "RequestEntityTooLarge";
            case 429 -> "QuotaExceeded";
            case 503 -> "ServiceUnavailable";
            default -> "InternalFailure";
        };
        return error(status, code, "The request could not be served.", "").retryAfter(retryAfter);
    }

    @Override
    public Reply refuseToken(Call call) {
        tokens.revoke(call.header("x-amz-access-token"));
        return isToken(call) ? oauth(401, "invalid_client", "Client authentication failed") : unauthorised("");
    }

    private Reply token(Call call) {
        if (!call.method().equals("POST") || !call.hasContentType("application/x-www-form-urlencoded")) {
            return oauth(400, "invalid_request", "The token endpoint takes POST with a form body");
        }
        Map<String, String> form = Call.form(Optional.of(call.body()));
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return oauth(400, "unsupported_grant_type", "The sandbox issues tokens for grant_type=refresh_token only");
        }
        boolean client = Secrets.same(settings.clientId(), form.getOrDefault("client_id", ""))
                & Secrets.same(settings.clientSecret(), form.getOrDefault("client_secret", ""));
        if (!client) {
            counters.add(Count.UNAUTHORISED);
            return oauth(401, "invalid_client", "Client authentication failed");
        }
        if (!Secrets.same(settings.refreshToken(), form.getOrDefault("refresh_token", ""))) {
            counters.add(Count.UNAUTHORISED);
            return oauth(400, "invalid_grant", "The request has an invalid grant parameter : refresh_token");
        }
        Map<String, Object> granted = new LinkedHashMap<>();
        granted.put("access_token", tokens.issue());
        granted.put("token_type", "bearer");
        granted.put("expires_in", settings.tokenLife().toSeconds());
        granted.put("refresh_token", settings.refreshToken());
        return Reply.json(200, granted);
    }

    private Reply item(Call call, Disturbance disturbance, String requestId) {
        if (!tokens.isGood(call.header("x-amz-access-token"))) {
            counters.add(Count.UNAUTHORISED);
            return unauthorised("The access token you provided is revoked, malformed, invalid or has expired.");
        }
        if (!isItem(call)) {
            return error(404, "NotFound", "The resource does not exist in the sandbox.", String.join("/", call.path()));
        }
        boolean write = call.method().equals("PATCH");
        if (!write && !call.method().equals("GET")) {
            return error(405, "MethodNotAllowed", "Use PATCH or GET.", call.method())
                    .with("Allow", "GET, PATCH");
        }
        PointBucket.Taken taken = (write ? writes : reads).take(1, clock.instant());
        String limit = taken.pacing().restorePerSecond() + ".0";
        if (!taken.granted()) {
            counters.add(Count.THROTTLED);
            return error(429, "QuotaExceeded", "You exceeded your quota for the requested resource.", "")
                    .with("x-amzn-RateLimit-Limit", limit);
        }
        return queryProblem(call, write ? PATCH_QUERY : GET_QUERY)
                .map(problem -> refused(400, "InvalidInput", problem))
                .orElseGet(() -> write ? patch(call, disturbance, requestId) : get(call))
                .with("x-amzn-RateLimit-Limit", limit);
    }

    private Optional<String> queryProblem(Call call, Set<String> known) {
        if (!call.path().get(4).equals(settings.sellerId())) {
            return Optional.of("'sellerId' is not the account's: " + call.path().get(4));
        }
        Optional<String> unknown = call.query().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of("Query parameter '" + unknown.get() + "' is not known.");
        }
        String marketplace = call.query().getOrDefault("marketplaceIds", "");
        return settings.marketplaceIds().contains(marketplace)
                ? Optional.empty()
                : Optional.of(
                        "'marketplaceIds' must be one of " + settings.marketplaceIds() + ": '" + marketplace + "'");
    }

    private Reply patch(Call call, Disturbance disturbance, String requestId) {
        if (!call.hasContentType("application/json")) {
            return refused(415, "UnsupportedMediaType", "Send application/json.");
        }
        AmazonPatch patch = AmazonPatch.read(call.body());
        if (!patch.formErrors().isEmpty()) {
            return refused(400, "InvalidInput", String.join(" ", patch.formErrors()));
        }
        counters.itemsInCall(1);
        String sku = call.path().get(5);
        List<String> issues = new ArrayList<>(patch.issues());
        if (!store.has(sku)) {
            issues.add("The SKU '" + sku + "' does not exist in the selected marketplace.");
        }
        if (disturbance.rejects(sku, 0)) {
            issues.add("The listing '" + sku + "' cannot be changed.");
        }
        if (!issues.isEmpty()) {
            counters.add(Count.REFUSED);
            return submission(sku, "INVALID", requestId, issues);
        }
        if ("VALIDATION_PREVIEW".equals(call.query().get("mode"))) {
            return submission(sku, "VALID", requestId, List.of());
        }
        OptionalLong quantity = patch.quantity();
        if (quantity.isPresent() && store.write(sku, quantity.getAsLong(), requestId)) {
            counters.add(Count.WRITES);
        }
        return submission(sku, "ACCEPTED", requestId, List.of());
    }

    private Reply get(Call call) {
        String sku = call.path().get(5);
        OptionalLong quantity = store.quantityOf(sku);
        if (quantity.isEmpty()) {
            return refused(404, "NOT_FOUND", "SKU '" + sku + "' not found in the selected marketplace.");
        }
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("sku", sku);
        if (call.query().getOrDefault("includedData", "").contains("fulfillmentAvailability")) {
            item.put(
                    "fulfillmentAvailability",
                    List.of(Map.of("fulfillmentChannelCode", "DEFAULT", "quantity", quantity.getAsLong())));
        }
        return Reply.json(200, item);
    }

    private static Reply submission(String sku, String status, String requestId, List<String> issues) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("sku", sku);
        answer.put("status", status);
        answer.put("submissionId", requestId);
        answer.put("issues", issues.stream().map(AmazonProtocol::issue).toList());
        return Reply.json(200, answer);
    }

    private static Map<String, Object> issue(String message) {
        return Map.of(
                "code",
                "90220",
                "message",
                message,
                "severity",
                "ERROR",
                "attributeNames",
                List.of("fulfillment_availability"),
                "categories",
                List.of("INVALID_ATTRIBUTE"));
    }

    private Reply refused(int status, String code, String message) {
        counters.add(Count.REFUSED);
        return error(status, code, message, "");
    }

    private static Reply unauthorised(String details) {
        return error(403, "Unauthorized", "Access to requested resource is denied.", details);
    }

    private static Reply error(int status, String code, String message, String details) {
        return Reply.json(
                status, Map.of("errors", List.of(Map.of("code", code, "message", message, "details", details))));
    }

    private static Reply oauth(int status, String error, String description) {
        return Reply.json(status, Map.of("error", error, "error_description", description));
    }

    private static boolean isToken(Call call) {
        return call.path().subList(1, call.path().size()).equals(TOKEN_PATH);
    }

    private static boolean isItem(Call call) {
        return call.path().size() == 6 && call.path().subList(1, 4).equals(ITEMS_PATH);
    }
}
