package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;

/** One SKU at one location. */
public record PositionKey(Sku sku, LocationId location) implements Comparable<PositionKey> {

    @Override
    public int compareTo(PositionKey other) {
        int bySku = sku.compareTo(other.sku);
        return bySku == 0 ? location.compareTo(other.location) : bySku;
    }
}
