package io.stockrelay.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code POST /shopify/{shop}/admin/api/{version}/graphql.json}: token, shape, cost and throttling. */
final class ShopifyProtocol implements ChannelProtocol {
    private static final int DOCUMENTS_MAX = 200;
    private final SandboxSettings.Shopify settings;
    private final Counters counters;
    private final PointBucket bucket;
    private final Clock clock;
    private final Map<String, GraphQL> versions;
    private final Map<String, Optional<Document>> documents = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();

    ShopifyProtocol(
            SandboxSettings.Shopify settings,
            ShopifySchema schema,
            Counters counters,
            PointBucket bucket,
            Clock clock) {
        this.settings = settings;
        this.counters = counters;
        this.bucket = bucket;
        this.clock = clock;
        this.versions = ShopifySchema.VERSIONS.stream().collect(Collectors.toMap(version -> version, schema::graphql));
    }

    @Override
    public Operation operationOf(Call call) {
        boolean query = request(call)
                .flatMap(request -> document(request.query()))
                .flatMap(document -> document.getDefinitionsOfType(OperationDefinition.class).stream()
                        .findFirst())
                .map(operation -> operation.getOperation() == OperationDefinition.Operation.QUERY)
                .orElse(false);
        return query ? Operation.READ : Operation.WRITE;
    }

    @Override
    public Set<String> listingsIn(Call call) {
        return request(call)
                .map(request -> ShopifyListings.in(request.variables()))
                .orElse(Set.of());
    }

    @Override
    public Reply answer(Call call, Disturbance disturbance) {
        return judge(call, disturbance).with("X-Request-Id", "sandbox-" + requests.incrementAndGet());
    }

    @Override
    public Reply failure(int status, @Nullable Duration retryAfter) {
        return Reply.json(status, Map.of("errors", "HTTP " + status)).retryAfter(retryAfter);
    }

    @Override
    public Reply refuseToken(Call call) {
        return Reply.json(
                401, Map.of("errors", "[API] Invalid API key or access token (unrecognized login or wrong password)"));
    }

    private Reply judge(Call call, Disturbance disturbance) {
        List<String> path = call.path();
        boolean known = path.size() == 6
                && path.get(1).equals(settings.shop())
                && path.subList(2, 4).equals(List.of("admin", "api"))
                && path.get(5).equals("graphql.json");
        GraphQL graphql = known ? versions.get(path.get(4)) : null;
        if (graphql == null) {
            return Reply.json(404, Map.of("errors", "Not Found"));
        }
        if (!call.method().equals("POST")) {
            return failure(405, null).with("Allow", "POST");
        }
        if (!Secrets.same(settings.accessToken(), call.header("X-Shopify-Access-Token"))) {
            counters.add(Count.UNAUTHORISED);
            return refuseToken(call);
        }
        if (!call.hasContentType("application/json")) {
            return failure(415, null);
        }
        return request(call).map(request -> run(graphql, request, disturbance)).orElseGet(() -> failure(400, null));
    }

    private Reply run(GraphQL graphql, Request request, Disturbance disturbance) {
        long cost = document(request.query())
                .map(document -> QueryCost.of(document, request.variables()))
                .orElse(0L);
        if (cost > QueryCost.POINTS_MAX) {
            counters.add(Count.REFUSED);
            return refused(
                    "MAX_COST_EXCEEDED",
                    "Query cost is " + cost + ", which exceeds the single query max cost limit (" + QueryCost.POINTS_MAX
                            + ").",
                    cost,
                    bucket.take(0, clock.instant()));
        }
        PointBucket.Taken taken = bucket.take(cost, clock.instant());
        if (!taken.granted()) {
            counters.add(Count.THROTTLED);
            return refused("THROTTLED", "Throttled", cost, taken);
        }
        ExecutionResult result = graphql.execute(ExecutionInput.newExecutionInput(request.query())
                .variables(request.variables())
                .graphQLContext(Map.of(Disturbance.class, disturbance))
                .build());
        if (!result.getErrors().isEmpty()) {
            counters.add(Count.REFUSED);
        }
        Map<String, Object> answer = new LinkedHashMap<>(result.toSpecification());
        answer.put("extensions", Map.of("cost", cost(cost, cost, taken)));
        return Reply.json(200, answer);
    }

    private static Reply refused(String code, String message, long cost, PointBucket.Taken taken) {
        Map<String, Object> error = Map.of("message", message, "extensions", Map.of("code", code));
        return Reply.json(200, Map.of("errors", List.of(error), "extensions", Map.of("cost", cost(cost, null, taken))));
    }

    private static Map<String, @Nullable Object> cost(long requested, @Nullable Long actual, PointBucket.Taken taken) {
        Map<String, @Nullable Object> cost = new LinkedHashMap<>();
        cost.put("requestedQueryCost", requested);
        cost.put("actualQueryCost", actual);
        cost.put(
                "throttleStatus",
                Map.of(
                        "maximumAvailable", taken.pacing().points(),
                        "currentlyAvailable", taken.available(),
                        "restoreRate", taken.pacing().restorePerSecond()));
        return cost;
    }

    /** Empty where the body is no GraphQL request. */
    private static Optional<Request> request(Call call) {
        return Json.object(call.body())
                .filter(body -> body.path("query").isTextual())
                .filter(body -> body.path("variables").isObject()
                        || body.path("variables").isNull()
                        || !body.has("variables"))
                .map(body -> new Request(body.path("query").textValue(), variables(body.path("variables"))));
    }

    private static Map<String, Object> variables(JsonNode variables) {
        return variables.isObject()
                ? Json.MAPPER.convertValue(variables, new TypeReference<Map<String, Object>>() {})
                : Map.of();
    }

    /** Empty where the text is no GraphQL; the answers to the few texts a caller uses are kept. */
    private Optional<Document> document(String query) {
        if (documents.size() > DOCUMENTS_MAX) {
            documents.clear();
        }
        return documents.computeIfAbsent(query, text -> {
            try {
                return Optional.of(Parser.parse(text));
            } catch (InvalidSyntaxException e) {
                return Optional.empty();
            }
        });
    }

    private record Request(String query, Map<String, Object> variables) {}
}
