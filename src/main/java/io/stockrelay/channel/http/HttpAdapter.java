package io.stockrelay.channel.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.channel.Capabilities;
import io.stockrelay.channel.ChannelAdapter;
import io.stockrelay.channel.Credentials;
import io.stockrelay.channel.Item;
import io.stockrelay.channel.ItemOutcome;
import io.stockrelay.channel.ItemVerdict;
import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.Replies;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Verdict;
import io.stockrelay.shared.CauseClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Any HTTP API: {@code request.jq} makes the call from the batch, {@code response.jq} says what became of each item.
 * Numbers are absolute, so the same call twice does no harm even where the API knows no idempotency key.
 */
public final class HttpAdapter implements ChannelAdapter {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int BATCH_MAX = 10_000;

    private final Capabilities capabilities;
    private final Map<String, String> secrets;
    private final JqProgram request;
    private final @Nullable JqProgram response;

    /**
     * @param connection {@code token}, sent as {@code token-header} (default {@code Authorization}) with
     *     {@code token-prefix} (default {@code Bearer }); {@code parallel-calls} (default 1)
     * @param response null where every success confirms all items
     */
    public HttpAdapter(Map<String, String> connection, JqProgram request, @Nullable JqProgram response) {
        this.request = request;
        this.response = response;
        this.capabilities = new Capabilities(
                BATCH_MAX, false, false, Integer.parseInt(connection.getOrDefault("parallel-calls", "1")), null);
        var token = connection.get("token");
        this.secrets = token == null
                ? Map.of()
                : Map.of(
                        connection.getOrDefault("token-header", "Authorization"),
                        connection.getOrDefault("token-prefix", "Bearer ") + token);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Credentials credentials() {
        return () -> secrets;
    }

    @Override
    public PushRequest write(UUID key, List<Item> items) {
        var batch = JSON.createObjectNode().put("key", key.toString());
        batch.set("items", items(items));
        var call = asked(batch);
        var headers = new TreeMap<String, String>();
        headers.put("content-type", PushRequest.JSON);
        call.path("headers")
                .fields()
                .forEachRemaining(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        var body = call.path("body");
        return new PushRequest(
                call.path("method").asText("POST"),
                call.path("path").asText(""),
                call.path("query").isTextual() ? call.path("query").asText() : null,
                headers,
                bytes(body));
    }

    private JsonNode asked(JsonNode batch) {
        try {
            return request.apply(batch);
        } catch (JqProgram.Failed e) {
            throw new Unwritable(String.valueOf(e.getMessage()), e);
        }
    }

    private static byte[] bytes(JsonNode body) {
        if (body.isMissingNode()) {
            return new byte[0];
        }
        return (body.isTextual() ? body.asText() : body.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static ArrayNode items(List<Item> items) {
        var array = JSON.createArrayNode();
        for (var item : items) {
            var listing = item.listing();
            var location = listing.location();
            var node = array.addObject()
                    .put("listing", listing.name())
                    .put("sku", listing.sku().value())
                    .put("location", location == null ? null : location.value())
                    .put("quantity", item.units());
            var external = node.putObject("external");
            new TreeMap<>(listing.external()).forEach(external::put);
        }
        return array;
    }

    @Override
    public Verdict judge(List<Item> items, Reply reply, Instant now) {
        if (reply.status() == 409) {
            // The common meaning with an idempotency key: the first call with it still runs.
            return Replies.unreadable(items.size(), reply);
        }
        return Replies.failure(items.size(), reply, now).orElseGet(() -> answered(items, reply));
    }

    private Verdict answered(List<Item> items, Reply reply) {
        if (response == null) {
            return Verdict.answered(Collections.nCopies(items.size(), ItemVerdict.CONFIRMED));
        }
        try {
            var told = response.apply(told(items, reply));
            if (!told.isArray() || told.size() != items.size()) {
                return Replies.unreadable(items.size(), reply);
            }
            var verdicts = new ArrayList<ItemVerdict>();
            told.forEach(one -> verdicts.add(verdict(one)));
            return Verdict.answered(verdicts);
        } catch (IOException | JqProgram.Failed unreadable) {
            return Replies.unreadable(items.size(), reply);
        }
    }

    private static ObjectNode told(List<Item> items, Reply reply) throws IOException {
        var input = JSON.createObjectNode().put("status", reply.status());
        input.set("items", items(items));
        input.set("headers", JSON.valueToTree(new HashMap<>(reply.headers())));
        input.set("body", reply.body().length == 0 ? JSON.nullNode() : JSON.readTree(reply.body()));
        return input;
    }

    private static ItemVerdict verdict(JsonNode told) {
        var message = told.path("message").asText("");
        return switch (told.path("outcome").asText()) {
            case "confirmed" -> ItemVerdict.CONFIRMED;
            case "refused" -> ItemVerdict.refused(CauseClass.REJECTED, message);
            case "retry" -> new ItemVerdict(ItemOutcome.LATER, CauseClass.REMOTE_ERROR, message);
            default ->
                new ItemVerdict(
                        ItemOutcome.UNKNOWN,
                        CauseClass.CONFIGURATION,
                        "response.jq gave outcome " + told.path("outcome")
                                + "; it must be confirmed, refused or retry for each item");
        };
    }
}
