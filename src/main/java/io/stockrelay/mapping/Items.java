package io.stockrelay.mapping;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The item master, by SKU and by GTIN. */
final class Items {

    private final Map<String, Item> bySku = new LinkedHashMap<>();
    private final Map<String, Item> byGtin = new HashMap<>();

    /** The item that already has this SKU or GTIN; null where the new one was taken. */
    @Nullable
    Item add(Item item) {
        var sameSku = bySku.get(item.sku().value());
        var sameGtin = item.gtin() == null ? null : byGtin.get(item.gtin());
        if (sameSku != null || sameGtin != null) {
            return sameSku == null ? sameGtin : sameSku;
        }
        bySku.put(item.sku().value(), item);
        if (item.gtin() != null) {
            byGtin.put(item.gtin(), item);
        }
        return null;
    }

    @Nullable
    Item bySku(String sku) {
        return bySku.get(sku);
    }

    @Nullable
    Item byGtin(String gtin14) {
        return byGtin.get(gtin14);
    }

    Collection<Item> all() {
        return Collections.unmodifiableCollection(bySku.values());
    }
}
