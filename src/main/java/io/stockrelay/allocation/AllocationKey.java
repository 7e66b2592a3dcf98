package io.stockrelay.allocation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.PositionKey;

/** What is set aside of one SKU at one location for one account. */
public record AllocationKey(AccountId account, PositionKey position) {

    @Override
    public String toString() {
        return account + " of " + position.sku() + " at " + position.location();
    }
}
