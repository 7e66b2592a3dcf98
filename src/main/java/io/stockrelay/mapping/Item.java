package io.stockrelay.mapping;

import io.stockrelay.shared.Sku;
import org.jspecify.annotations.Nullable;

/**
 * One line of the item master.
 *
 * @param category what rules select by; empty where it has none
 * @param gtin 14 digits with a right check digit; null where it has none
 * @param decimals of the base unit; quantities are whole numbers of 10^-decimals base units
 */
public record Item(
        Sku sku,
        String description,
        String category,
        @Nullable String gtin,
        String baseUnit,
        int decimals) {}
