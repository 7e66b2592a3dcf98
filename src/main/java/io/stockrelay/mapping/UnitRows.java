package io.stockrelay.mapping;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a {@code units.csv}. */
final class UnitRows {

    /** Whole and positive; up to 18 digits are more than any pack size needs. */
    private static final Pattern FACTOR = Pattern.compile("[1-9]\\d{0,17}");

    private UnitRows() {}

    static UnitFactors read(CsvTable table, Items items) {
        var factors = new UnitFactors();
        if (!table.exists()) {
            return factors;
        }
        table.read(List.of("unit", "numerator", "denominator"), List.of("sku"), false, row -> {
            var sku = row.field("sku");
            var item = items.bySku(sku);
            if (!isFactor(row, "numerator")
                    || !isFactor(row, "denominator")
                    || row.field("unit").isEmpty()) {
                table.problem(
                        row.line(),
                        "factor",
                        "needs a unit and two positive whole numbers",
                        "A carton of 12 pieces: KAR,12,1.");
            } else if (!sku.isEmpty() && item == null) {
                table.problem(
                        row.line(),
                        "unknown-sku",
                        "there is no SKU '" + sku + "' in mappings/items.csv",
                        "Write our SKU, or leave it empty for all items.");
            } else if (!factors.add(
                    item == null ? null : item.sku(), row.field("unit").intern(), ratio(row))) {
                table.problem(row.line(), "duplicate-unit", "the same unit already stands above", "Keep one line.");
            }
        });
        return factors;
    }

    private static boolean isFactor(CsvTable.Row row, String column) {
        return FACTOR.matcher(row.field(column)).matches();
    }

    private static Ratio ratio(CsvTable.Row row) {
        return Ratio.of(new BigInteger(row.field("numerator")), new BigInteger(row.field("denominator")));
    }
}
