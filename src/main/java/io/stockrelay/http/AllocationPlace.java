package io.stockrelay.http;

import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;

/** Where a page of allocations ended. */
final class AllocationPlace {

    private AllocationPlace() {}

    static String write(AllocationKey key) {
        return PagePlace.write(
                key.account().value(),
                key.position().sku().value(),
                key.position().location().value());
    }

    static AllocationKey read(String word) {
        return PagePlace.read(
                word,
                3,
                parts -> new AllocationKey(
                        new AccountId(parts.get(0)),
                        new PositionKey(new Sku(parts.get(1)), new LocationId(parts.get(2)))));
    }
}
