package io.stockrelay.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the listings that a call's variables name, wherever they are nested. */
final class ShopifyListings {
    private final Set<String> found = new HashSet<>();

    private ShopifyListings() {}

    static Set<String> in(Map<String, Object> variables) {
        ShopifyListings listings = new ShopifyListings();
        listings.look(variables);
        return listings.found;
    }

    private void look(Object value) {
        if (value instanceof List<?> list) {
            list.forEach(this::look);
        }
        if (value instanceof Map<?, ?> map) {
            pair(map).ifPresent(found::add);
            map.values().forEach(this::look);
        }
    }

    private static Optional<String> pair(Map<?, ?> map) {
        Optional<Long> item = ShopifyIds.number("InventoryItem", String.valueOf(map.get("inventoryItemId")));
        Optional<Long> location = ShopifyIds.number("Location", String.valueOf(map.get("locationId")));
        return item.flatMap(i -> location.map(l -> new ShopifyStore.LevelKey(i, l).listing()));
    }
}
