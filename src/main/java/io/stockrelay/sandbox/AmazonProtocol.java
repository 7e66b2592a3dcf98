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

/** The Listings Items API 2021-08-01, with Login with Amazon's token endpoint beside it, under {@code /amazon/}. */
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
    private final AmazonSignIn signIn;
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
        this.signIn = new AmazonSignIn(settings, tokens, counters);
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
        Reply reply = isToken(call) ? signIn.answer(call) : item(call, disturbance, requestId);
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
        return AmazonReplies.error(status, code, "The request could not be served.", "")
                .retryAfter(retryAfter);
    }

    @Override
    public Reply refuseToken(Call call) {
        tokens.revoke(call.header("x-amz-access-token"));
        return isToken(call)
                ? AmazonReplies.oauth(401, "invalid_client", "Client authentication failed")
                : AmazonReplies.unauthorised("");
    }

    private Reply item(Call call, Disturbance disturbance, String requestId) {
        if (!tokens.isGood(call.header("x-amz-access-token"))) {
            counters.add(Count.UNAUTHORISED);
            return AmazonReplies.unauthorised(
                    "The access token you provided is revoked, malformed, invalid or has expired.");
        }
        if (!isItem(call)) {
            return AmazonReplies.error(
                    404, "NotFound", "The resource does not exist in the sandbox.", String.join("/", call.path()));
        }
        boolean write = call.method().equals("PATCH");
        if (!write && !call.method().equals("GET")) {
            return AmazonReplies.error(405, "MethodNotAllowed", "Use PATCH or GET.", call.method())
                    .with("Allow", "GET, PATCH");
        }
        PointBucket.Taken taken = (write ? writes : reads).take(1, clock.instant());
        String limit = taken.pacing().restorePerSecond() + ".0";
        if (!taken.granted()) {
            counters.add(Count.THROTTLED);
            return AmazonReplies.error(429, "QuotaExceeded", "You exceeded your quota for the requested resource.", "")
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
            return AmazonReplies.submission(sku, "INVALID", requestId, issues);
        }
        if ("VALIDATION_PREVIEW".equals(call.query().get("mode"))) {
            return AmazonReplies.submission(sku, "VALID", requestId, List.of());
        }
        OptionalLong quantity = patch.quantity();
        if (quantity.isPresent() && store.write(sku, quantity.getAsLong(), requestId)) {
            counters.add(Count.WRITES);
        }
        return AmazonReplies.submission(sku, "ACCEPTED", requestId, List.of());
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

    private Reply refused(int status, String code, String message) {
        counters.add(Count.REFUSED);
        return AmazonReplies.error(status, code, message, "");
    }

    private static boolean isToken(Call call) {
        return call.path().subList(1, call.path().size()).equals(TOKEN_PATH);
    }

    private static boolean isItem(Call call) {
        return call.path().size() == 6 && call.path().subList(1, 4).equals(ITEMS_PATH);
    }
}
