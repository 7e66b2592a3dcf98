package io.stockrelay.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the simulated shop holds. Safe for threads call by call; callers synchronise on it around what belongs together. */
final class ShopifyStore {
    private final Map<Long, Item> items = new TreeMap<>();
    private final Map<Long, Location> locations = new TreeMap<>();
    private final Map<LevelKey, Level> levels = new TreeMap<>();

    synchronized Optional<Item> item(long id) {
        return Optional.ofNullable(items.get(id));
    }

    synchronized Optional<Location> location(long id) {
        return Optional.ofNullable(locations.get(id));
    }

    synchronized Optional<Level> level(LevelKey key) {
        return Optional.ofNullable(levels.get(key));
    }

    synchronized List<Item> items() {
        return List.copyOf(items.values());
    }

    synchronized List<Level> levels() {
        return List.copyOf(levels.values());
    }

    synchronized List<Level> levelsOf(long item) {
        return levels.entrySet().stream()
                .filter(entry -> entry.getKey().item() == item)
                .map(Map.Entry::getValue)
                .toList();
    }

    synchronized void put(Item item) {
        items.put(item.id(), item);
    }

    synchronized void put(Location location) {
        locations.put(location.id(), location);
    }

    synchronized void put(Level level) {
        levels.put(level.key(), level);
    }

    /** One inventory item; `mutable` is false for the parent of a bundle, for example. */
    record Item(long id, String sku, boolean tracked, boolean mutable) {
        String gid() {
            return "gid://shopify/InventoryItem/" + id;
        }
    }

    /** One location of the shop. */
    record Location(long id, String name) {
        String gid() {
            return "gid://shopify/Location/" + id;
        }
    }

    /** Names one level; as text `<item>/<location>`, the listing id of the control API. */
    record LevelKey(long item, long location) implements Comparable<LevelKey> {
        String listing() {
            return item + "/" + location;
        }

        @Override
        public int compareTo(LevelKey other) {
            int byItem = Long.compare(item, other.item);
            return byItem != 0 ? byItem : Long.compare(location, other.location);
        }
    }

    /** The quantities of an item at a location; on hand is their sum. */
    record Level(
            LevelKey key,
            long available,
            long committed,
            boolean active,
            @Nullable Instant updatedAt) {

        long onHand() {
            return available + committed;
        }

        /** Empty for a name that Shopify does not know. */
        Optional<Long> quantity(String name) {
            return Optional.ofNullable(
                    switch (name) {
                        case "available" -> available;
                        case "committed" -> committed;
                        case "on_hand" -> onHand();
                        case "incoming", "reserved", "damaged", "safety_stock", "quality_control" -> 0L;
                        default -> null;
                    });
        }

        Level with(String name, long quantity, Instant now) {
            long newAvailable = name.equals("on_hand") ? quantity - committed : quantity;
            return new Level(key, newAvailable, committed, active, now);
        }

        Level sold(long quantity, Instant now) {
            return new Level(key, available - quantity, committed + quantity, active, now);
        }

        Level activated(Instant now) {
            return new Level(key, available, committed, true, now);
        }

        Map<String, Object> shown(String sku) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("listing", key.listing());
            shown.put("sku", sku);
            shown.put("quantity", available);
            shown.put("committed", committed);
            shown.put("onHand", onHand());
            shown.put("active", active);
            shown.put("updatedAt", updatedAt);
            return shown;
        }
    }
}
