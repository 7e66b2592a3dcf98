package io.stockrelay.sandbox;

import io.stockrelay.sandbox.ShopifyStore.LevelKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The orders of the simulated shop. Safe for threads call by call. */
final class ShopifyOrderBook {

    private final Map<Long, Order> orders = new TreeMap<>();

    /**
     * An order as it stands; times in whole seconds, as the shop tells them.
     *
     * @param cancelledAt null while it is open
     * @param location of the till; null for a sale elsewhere
     */
    record Order(
            long id,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant cancelledAt,
            String sourceName,
            @Nullable Long location,
            List<Line> lines) {

        Order cancelled(Instant now) {
            var nothing = lines.stream()
                    .map(line -> new Line(line.id(), line.level(), line.sku(), line.quantity(), 0))
                    .toList();
            return new Order(id, createdAt, now, now, sourceName, location, nothing);
        }

        String gid() {
            return "gid://shopify/Order/" + id;
        }

        boolean isOpen() {
            return cancelledAt == null;
        }
    }

    /**
     * So many of one thing, and where the shop took them off.
     *
     * @param currentQuantity what is left of it
     */
    record Line(long id, LevelKey level, String sku, long quantity, long currentQuantity) {

        String gid() {
            return "gid://shopify/LineItem/" + id;
        }

        String variantGid() {
            return "gid://shopify/ProductVariant/" + level.item();
        }
    }

    synchronized void put(Order order) {
        orders.put(order.id(), order);
    }

    synchronized Optional<Order> find(long id) {
        return Optional.ofNullable(orders.get(id));
    }

    synchronized List<Order> all() {
        return List.copyOf(orders.values());
    }

    synchronized int size() {
        return orders.size();
    }
}
