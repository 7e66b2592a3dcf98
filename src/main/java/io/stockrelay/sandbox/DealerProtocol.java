package io.stockrelay.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dealer portal's API, our own example of "any HTTP API".
 *
 * <p>{@code POST /dealer/api/stock} with {@code Authorization: Bearer …}, {@code Idempotency-Key} and
 * {@code {"items":[{"article","depot","quantity"}]}} of at most 500 items answers 200 with
 * {@code {"results":[{"article","depot","status":"ok|rejected","message"}]}} in the order of the items. The same key with
 * the same body gets the first answer again for 24 hours; with another body 422; while the first runs 409.
 *
 * <p>{@code GET /dealer/api/stock?article=&depot=} answers {@code {"article","depot","quantity"}} or 404.
 *
 * <p>Errors are {@code {"error":{"code","message"}}}: 400 no key or no JSON object's type, 401, 413 too many items, 422 an
 * item whose form is wrong (nothing applied), 429 with Retry-After.
 */
final class DealerProtocol implements ChannelProtocol {
    static final int ITEMS_MAX = 500;

    private static final int KEYS_MAX = 2_000;
    private static final int KEY_LENGTH_MAX = 200;
    private static final List<String> PATH = List.of("dealer", "api", "stock");

    private final SandboxSettings.Dealer settings;
    private final FlatStore store;
    private final Counters counters;
    private final PointBucket bucket;
    private final Clock clock;
    private final IdempotencyKeys<List<Result>> keys = new IdempotencyKeys<>(KEYS_MAX);

    DealerProtocol(
            SandboxSettings.Dealer settings, FlatStore store, Counters counters, PointBucket bucket, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.counters = counters;
        this.bucket = bucket;
        this.clock = clock;
    }

    @Override
    public Operation operationOf(Call call) {
        return call.method().equals("GET") ? Operation.READ : Operation.WRITE;
    }

    @Override
    public Set<String> listingsIn(Call call) {
        return DealerItems.read(call.body()).items().stream()
                .map(DealerItems.Item::listing)
                .collect(Collectors.toSet());
    }

    @Override
    public Reply failure(int status, @Nullable Duration retryAfter) {
        return error(status, "http-" + status, "The request could not be served.")
                .retryAfter(retryAfter);
    }

    @Override
    public Reply refuseToken(Call call) {
        return error(401, "unauthorised", "The bearer token is missing or wrong.")
                .with("WWW-Authenticate", "Bearer");
    }

    @Override
    public Reply answer(Call call, Disturbance disturbance) {
        if (!call.path().equals(PATH)) {
            return error(404, "not-found", "No such resource: /" + String.join("/", call.path()));
        }
        boolean write = call.method().equals("POST");
        if (!write && !call.method().equals("GET")) {
            return error(405, "method-not-allowed", "Use GET or POST.").with("Allow", "GET, POST");
        }
        if (!Secrets.same("Bearer " + settings.token(), call.header("Authorization"))) {
            counters.add(Count.UNAUTHORISED);
            return refuseToken(call);
        }
        PointBucket.Taken taken = bucket.take(1, clock.instant());
        if (!taken.granted()) {
            counters.add(Count.THROTTLED);
            return error(429, "too-many-requests", "The portal takes no more calls for now.")
                    .retryAfter(taken.shortfall());
        }
        if (write) {
            return write(call, disturbance);
        }
        disturbance.beforeApply();
        return read(call);
    }

    private Reply write(Call call, Disturbance disturbance) {
        if (!call.hasContentType("application/json")) {
            return refused(415, "unsupported-media-type", "Send application/json.");
        }
        String key = unquoted(call.header("Idempotency-Key"));
        if (key.isBlank() || key.length() > KEY_LENGTH_MAX) {
            return refused(400, "idempotency-key", "Idempotency-Key must be 1 to " + KEY_LENGTH_MAX + " characters.");
        }
        DealerItems body = DealerItems.read(call.body());
        if (body.count() > ITEMS_MAX) {
            return refused(413, "too-many-items", "At most " + ITEMS_MAX + " items a call: " + body.count());
        }
        if (body.problem().isPresent()) {
            return refused(422, "invalid", body.problem().get());
        }
        counters.itemsInCall(body.count());
        return once(key, body.items(), disturbance);
    }

    private Reply once(String key, List<DealerItems.Item> items, Disturbance disturbance) {
        String request = items.toString();
        IdempotencyKeys.Claim<List<Result>> claim = keys.claim(key, request, clock.instant());
        return switch (claim.status()) {
            case FIRST -> {
                disturbance.beforeApply();
                List<Result> results = apply(items, disturbance, key);
                keys.done(key, request, results, clock.instant());
                yield results(results);
            }
            case DONE -> {
                counters.add(Count.REPLAYED);
                yield results(claim.result().orElseThrow());
            }
            case IN_PROGRESS -> refused(409, "still-running", "The first call with this Idempotency-Key still runs.");
            case OTHER_REQUEST ->
                refused(422, "idempotency-key-reused", "This Idempotency-Key came with another body before.");
        };
    }

    private List<Result> apply(List<DealerItems.Item> items, Disturbance disturbance, String key) {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            DealerItems.Item item = items.get(i);
            String message = refusal(item, disturbance.rejects(item.listing(), i), key);
            counters.add(message.isEmpty() ? Count.WRITES : Count.REFUSED);
            results.add(new Result(item.article(), item.depot(), message.isEmpty() ? "ok" : "rejected", message));
        }
        return List.copyOf(results);
    }

    /** Empty where the quantity was taken. */
    private String refusal(DealerItems.Item item, boolean struck, String key) {
        if (struck) {
            return "article " + item.article() + " is locked at depot " + item.depot();
        }
        if (item.quantity() < 0) {
            return "quantity must not be negative: " + item.quantity();
        }
        return store.write(item.listing(), item.quantity(), key)
                ? ""
                : "no article " + item.article() + " at depot " + item.depot();
    }

    private Reply read(Call call) {
        String article = call.query().getOrDefault("article", "");
        String depot = call.query().getOrDefault("depot", "");
        OptionalLong quantity = store.quantityOf(DealerSandbox.listing(article, depot));
        if (quantity.isEmpty()) {
            return refused(404, "not-found", "no article " + article + " at depot " + depot);
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("article", article);
        shown.put("depot", depot);
        shown.put("quantity", quantity.getAsLong());
        return Reply.json(200, shown);
    }

    private Reply refused(int status, String code, String message) {
        counters.add(Count.REFUSED);
        return error(status, code, message);
    }

    private static Reply results(List<Result> results) {
        return Reply.json(200, Map.of("results", results));
    }

    private static Reply error(int status, String code, String message) {
        return Reply.json(status, Map.of("error", Map.of("code", code, "message", message)));
    }

    /** The draft standard quotes the key; the portal takes both. */
    private static String unquoted(String key) {
        boolean quoted = key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
        return quoted ? key.substring(1, key.length() - 1) : key;
    }

    /** What became of one item; the message is empty for ok. */
    record Result(String article, String depot, String status, String message) {}
}
