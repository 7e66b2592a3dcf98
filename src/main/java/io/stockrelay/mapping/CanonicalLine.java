package io.stockrelay.mapping;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One line of a document as its mapping produced it, still in the source's own codes.
 *
 * @param line its name, unique in an order
 * @param sku null where only the line is named
 * @param location null where the document's own, or the one configured, holds
 * @param unit null means the item's base unit
 * @param quantity signed in an edit, else never negative
 */
record CanonicalLine(
        String line,
        @Nullable String sku,
        @Nullable String location,
        @Nullable String unit,
        BigDecimal quantity) {}
