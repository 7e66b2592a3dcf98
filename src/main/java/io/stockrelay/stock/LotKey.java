package io.stockrelay.stock;

import io.stockrelay.shared.Sku;

/** One lot of an item, wherever its units are. */
public record LotKey(Sku sku, String lot) {

    public static final int LOT_LENGTH_MAX = 64;
}
