package io.stockrelay.sandbox;

import io.stockrelay.sandbox.ShopifyOrderBook.Line;
import io.stockrelay.sandbox.ShopifyOrderBook.Order;
import io.stockrelay.sandbox.ShopifyStore.Item;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the simulated shop sells by orders: it takes the units off its own quantities first, and tells of it then. */
final class ShopifyOrders {

    private static final int ORDERS_MAX = 10_000;
    private static final int LINES_MAX = 100;
    private static final long FIRST = 6_000_000_000_001L;

    private final ShopifySandbox shop;
    private final ShopifyStore store;
    private final Clock clock;
    private final ShopifyOrderBook orders;

    ShopifyOrders(ShopifySandbox shop, ShopifyStore store, ShopifyOrderBook orders, Clock clock) {
        this.shop = shop;
        this.store = store;
        this.orders = orders;
        this.clock = clock;
    }

    /** Of one listing so many. */
    record Wanted(@Nullable String listing, long quantity) {}

    /** A webhook to be sent, or kept back by whoever asked. */
    record Told(long order, String topic, String body) {}

    /** All lines or none. */
    synchronized Told place(List<Wanted> wanted, String soldBy) {
        if (wanted.isEmpty() || wanted.size() > LINES_MAX) {
            throw new RefusedRequest("lines must hold 1 to " + LINES_MAX + " of {listing, quantity}");
        }
        if (orders.size() >= ORDERS_MAX) {
            throw new RefusedRequest("this shop takes at most " + ORDERS_MAX + " orders; start it anew");
        }
        long id = FIRST + orders.size();
        var lines = new ArrayList<Line>();
        for (var one : wanted) {
            lines.add(sell(id * 100 + lines.size() + 1, one, lines));
        }
        var now = now();
        Long till = soldBy.equals("pos") ? lines.get(0).level().location() : null;
        var order = new Order(id, now, now, null, soldBy, till, List.copyOf(lines));
        orders.put(order);
        return new Told(id, "orders/create", body(order));
    }

    private Line sell(long id, Wanted wanted, List<Line> before) {
        var listing = wanted.listing() == null ? "" : wanted.listing();
        var sale = shop.sell(listing, wanted.quantity());
        if (sale != SandboxChannel.Sale.SOLD) {
            before.forEach(line -> store.level(line.level())
                    .ifPresent(level -> store.put(level.sold(-line.quantity(), clock.instant()))));
            throw new RefusedRequest("nothing was sold: " + listing + " " + sale);
        }
        var key = ShopifyIds.listing(listing);
        return new Line(
                id, key, store.item(key.item()).map(Item::sku).orElse(""), wanted.quantity(), wanted.quantity());
    }

    /** The units go back to what the shop shows. */
    synchronized Told cancel(long id) {
        var order = orders.find(id)
                .filter(Order::isOpen)
                .orElseThrow(() -> new RefusedRequest("this shop has no open order " + id));
        order.lines()
                .forEach(line -> store.level(line.level())
                        .ifPresent(level -> store.put(level.sold(-line.quantity(), clock.instant()))));
        var cancelled = order.cancelled(now());
        orders.put(cancelled);
        return new Told(id, "orders/cancelled", body(cancelled));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String body(Order order) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", order.id());
        body.put("admin_graphql_api_id", "gid://shopify/Order/" + order.id());
        body.put("name", "#" + (order.id() - FIRST + 1001));
        body.put("email", "jon.doe@example.com");
        body.put("customer", Map.of("id", 207119551L, "first_name", "Jon", "last_name", "Doe"));
        body.put("shipping_address", Map.of("name", "Jon Doe", "address1", "Chestnut Street 92"));
        body.put("created_at", order.createdAt().toString());
        body.put("processed_at", order.createdAt().toString());
        body.put("updated_at", order.updatedAt().toString());
        var cancelledAt = order.cancelledAt();
        body.put("cancelled_at", cancelledAt == null ? null : cancelledAt.toString());
        body.put("cancel_reason", cancelledAt == null ? null : "customer");
        body.put("source_name", order.sourceName());
        body.put("location_id", order.location());
        body.put("line_items", order.lines().stream().map(ShopifyOrders::line).toList());
        return Json.text(body);
    }

    private static Map<String, Object> line(Line line) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", line.id());
        item.put("variant_id", line.level().item());
        item.put("sku", line.sku());
        item.put("quantity", line.quantity());
        item.put("current_quantity", line.currentQuantity());
        item.put("fulfillable_quantity", line.currentQuantity());
        item.put("requires_shipping", true);
        item.put("gift_card", false);
        item.put("variant_inventory_management", "shopify");
        return item;
    }
}
