package io.stockrelay.mapping;

import io.stockrelay.shared.Sku;
import org.jspecify.annotations.Nullable;

/**
 * One line of the item master.
 *
 * @param category what rules select by; empty where it has none
 * @param gtin 14 digits with a right check digit; null where it has none
 * @param isByLot whether its stock is counted by lot, so that every event of it must name one
 * @param expiryMarginDays how many days before its last day a lot is no longer promised
 * @param decimals of the base unit; quantities are whole numbers of 10^-decimals base units
 */
public record Item(
        Sku sku,
        String description,
        String category,
        @Nullable String gtin,
        String baseUnit,
        int decimals,
        boolean isByLot,
        int expiryMarginDays) {

    /** An item that is not counted by lot. */
    public Item(Sku sku, String description, String category, @Nullable String gtin, String baseUnit, int decimals) {
        this(sku, description, category, gtin, baseUnit, decimals, false, 0);
    }
}
