package io.stockrelay.mapping;

import io.stockrelay.shared.Sku;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The factors of one {@code units.csv}, for all items and for single ones. */
final class UnitFactors {

    static final UnitFactors NONE = new UnitFactors();

    private final Map<String, Ratio> forAll = new HashMap<>();
    private final Map<SkuUnit, Ratio> forOne = new HashMap<>();

    private record SkuUnit(Sku sku, String unit) {}

    /** Whether it is new; an entry given twice is a conflict, even with the same factor. */
    boolean add(@Nullable Sku sku, String unit, Ratio factor) {
        return sku == null
                ? forAll.putIfAbsent(unit, factor) == null
                : forOne.putIfAbsent(new SkuUnit(sku, unit), factor) == null;
    }

    @Nullable
    Ratio of(Sku sku, String unit) {
        return forOne.isEmpty() ? null : forOne.get(new SkuUnit(sku, unit));
    }

    /** The most specific factor there is: the speaker's own before everybody's, an item's before all items'. */
    static @Nullable Ratio mostSpecific(UnitFactors own, UnitFactors common, Item item, @Nullable String unit) {
        if (unit == null) {
            return Ratio.ONE;
        }
        var factor = own.of(item.sku(), unit);
        if (factor == null) {
            factor = common.of(item.sku(), unit);
        }
        if (factor == null) {
            factor = own.of(unit);
        }
        if (factor == null && unit.equals(item.baseUnit())) {
            return Ratio.ONE; // before the factor for all: a carton is one carton where cartons are what is counted
        }
        return factor == null ? common.of(unit) : factor;
    }

    @Nullable
    Ratio of(String unit) {
        return forAll.get(unit);
    }
}
