package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.util.Comparator;

/** One SKU at one location. */
public record PositionKey(Sku sku, LocationId location) implements Comparable<PositionKey> {

    private static final Comparator<PositionKey> ORDER =
            Comparator.comparing(PositionKey::sku).thenComparing(PositionKey::location);

    @Override
    public int compareTo(PositionKey other) {
        return ORDER.compare(this, other);
    }
}
