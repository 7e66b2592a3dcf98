package io.stockrelay.channel.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.channel.ItemOutcome;
import io.stockrelay.channel.OrderContract;
import io.stockrelay.channel.PushRequest;
import io.stockrelay.channel.Replies;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Verdict;
import io.stockrelay.shared.CauseClass;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a shop's orders by Admin GraphQL. What their mapping gets is the node as the shop wrote it, with all its lines. */
final class ShopifyOrders implements OrderContract {

    /** 20 orders with ten lines each cost less than half of what one query may. */
    static final int ORDERS = 20;

    static final int LINES_WITH_ORDER = 10;
    static final int LINES = 100;
    private static final long COST_AT_FIRST = 500_000;

    private final String path;

    ShopifyOrders(String path) {
        this.path = path;
    }

    @Override
    public long costAtFirst() {
        return COST_AT_FIRST;
    }

    @Override
    public PushRequest page(Instant from, @Nullable String after) {
        var variables = new LinkedHashMap<String, Object>();
        variables.put("query", "updated_at:>='" + from.truncatedTo(ChronoUnit.SECONDS) + "'");
        variables.put("first", ORDERS);
        variables.put("lines", LINES_WITH_ORDER);
        if (after != null) {
            variables.put("after", after);
        }
        return PushRequest.json("POST", path, GraphQl.request(GraphQl.CHANGED_ORDERS, variables));
    }

    @Override
    public Page page(Reply reply, Instant now) {
        return answered(reply, now, body -> {
            var orders = body.path("data").path("orders");
            if (!orders.path("nodes").isArray() || !isWhole(orders.path("pageInfo"))) {
                return null;
            }
            var found = new ArrayList<PolledOrder>();
            for (var node : orders.path("nodes")) {
                found.add(order(node));
            }
            return new Page(found, next(orders), null, ShopifyVerdicts.pace(body));
        });
    }

    @Override
    public PushRequest lines(PolledOrder order) {
        var variables = new LinkedHashMap<String, Object>();
        variables.put("id", order.id());
        variables.put("first", LINES);
        variables.put("after", Objects.requireNonNull(order.linesAfter()));
        return PushRequest.json("POST", path, GraphQl.request(GraphQl.ORDER_LINES, variables));
    }

    /** An order that changed between its two halves is no order: the poll begins again. */
    @Override
    public Page lines(PolledOrder order, Reply reply, Instant now) {
        return answered(reply, now, body -> {
            var node = body.path("data").path("order");
            var lines = node.path("lineItems");
            if (!isSame(order, node)) {
                return Page.failed(Verdict.all(
                        Verdict.Call.ANSWERED,
                        1,
                        ItemOutcome.LATER,
                        CauseClass.CONFLICT,
                        order.id() + " changed while it was read"));
            }
            if (!lines.path("nodes").isArray() || !isWhole(lines.path("pageInfo"))) {
                return null;
            }
            var whole = (ObjectNode) GraphQl.JSON.readTree(order.content());
            ((ArrayNode) whole.path("lineItems").path("nodes")).addAll((ArrayNode) lines.path("nodes"));
            var joined = new PolledOrder(order.id(), order.changedAt(), bytes(whole), next(lines));
            return new Page(List.of(joined), null, null, ShopifyVerdicts.pace(body));
        });
    }

    /** What an answer is read by; null where it is not what the contract promises. */
    private interface Reading {
        @Nullable
        Page of(JsonNode body) throws IOException;
    }

    private static Page answered(Reply reply, Instant now, Reading reading) {
        var failure = Replies.failure(1, reply, now);
        if (failure.isPresent()) {
            return Page.failed(failure.get());
        }
        var body = ShopifyVerdicts.parsed(reply);
        if (body.path("errors").size() > 0) {
            var pace = ShopifyVerdicts.pace(body);
            Verdict refused =
                    ShopifyVerdicts.refused(1, reply, body.path("errors").path(0), pace);
            return Page.failed(refused.paced(pace));
        }
        try {
            var page = reading.of(body);
            return page == null ? Page.failed(Replies.unreadable(1, reply)) : page;
        } catch (IOException | DateTimeException unreadable) {
            return Page.failed(Replies.unreadable(1, reply));
        }
    }

    private static PolledOrder order(JsonNode node) throws IOException {
        var lines = node.path("lineItems");
        if (!lines.path("nodes").isArray() || !isWhole(lines.path("pageInfo"))) {
            throw new IOException("an order without lines");
        }
        var content = ((ObjectNode) node).deepCopy();
        ((ObjectNode) content.path("lineItems")).remove("pageInfo");
        return new PolledOrder(node.path("id").asText(), changedAt(node), bytes(content), next(lines));
    }

    private static boolean isSame(PolledOrder order, JsonNode node) {
        return node.path("updatedAt").isTextual() && changedAt(node).equals(order.changedAt());
    }

    private static Instant changedAt(JsonNode order) {
        return OffsetDateTime.parse(order.path("updatedAt").asText()).toInstant();
    }

    private static boolean isWhole(JsonNode pageInfo) {
        return pageInfo.path("hasNextPage").isBoolean()
                && (!pageInfo.path("hasNextPage").asBoolean()
                        || pageInfo.path("endCursor").isTextual());
    }

    private static @Nullable String next(JsonNode connection) {
        var end = connection.path("pageInfo");
        return end.path("hasNextPage").asBoolean() ? end.path("endCursor").asText() : null;
    }

    private static byte[] bytes(JsonNode node) throws JsonProcessingException {
        return GraphQl.JSON.writeValueAsBytes(node);
    }
}
