package io.stockrelay.availability;

import io.stockrelay.shared.Sku;
import org.jspecify.annotations.Nullable;

/** The item master's category of a SKU. */
@FunctionalInterface
public interface Categories {

    /** Null where the item has none. */
    @Nullable
    String of(Sku sku);
}
