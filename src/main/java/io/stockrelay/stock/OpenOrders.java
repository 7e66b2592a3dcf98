package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import java.util.List;
import java.util.Set;

/** What stands open in a source's order book by all that it said. */
public interface OpenOrders {

    List<Open> of(SourceId source, LocationId location);

    /**
     * One order at one position.
     *
     * @param numbers all that the order is known by
     * @param units of it that have not left
     */
    record Open(Set<OrderReference> numbers, Sku sku, long units) {}
}
