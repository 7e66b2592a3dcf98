package io.stockrelay.mapping;

import io.stockrelay.shared.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code mappings/items.csv}. */
final class ItemRows {

    private static final int DECIMALS_MAX = 6;

    private ItemRows() {}

    static Items read(CsvTable table) {
        var items = new Items();
        table.read(
                List.of("sku", "description", "base_unit"),
                List.of("category", "gtin", "decimals"),
                false,
                row -> take(table, row, items));
        return items;
    }

    private static void take(CsvTable table, CsvTable.Row row, Items items) {
        var item = item(table, row);
        var before = item == null ? null : items.add(item);
        if (before != null) {
            table.problem(
                    row.line(),
                    "duplicate-item",
                    "SKU " + before.sku() + " above already has this SKU or GTIN",
                    "Keep one of the two lines, or mend its GTIN.");
        }
    }

    private static @Nullable Item item(CsvTable table, CsvTable.Row row) {
        var gtin = row.field("gtin");
        var gtin14 = Gs1.gtin14(gtin);
        var decimals = row.field("decimals").isEmpty() ? "0" : row.field("decimals");
        if (row.field("base_unit").isEmpty()) {
            table.problem(row.line(), "missing-unit", "the base unit is missing", "Write EA for single pieces.");
        } else if (!gtin.isEmpty() && gtin14.isEmpty()) {
            table.problem(row.line(), "gtin", "'" + gtin + "' is not a GTIN: wrong length or check digit", fixOf(gtin));
        } else if (!decimals.matches("[0-" + DECIMALS_MAX + "]")) {
            table.problem(
                    row.line(), "decimals", "decimals '" + decimals + "' is not 0 to " + DECIMALS_MAX, "Mend it.");
        } else {
            return item(table, row, gtin14.orElse(null), Integer.parseInt(decimals));
        }
        return null;
    }

    private static @Nullable Item item(CsvTable table, CsvTable.Row row, @Nullable String gtin, int decimals) {
        try {
            var sku = new Sku(row.field("sku"));
            return new Item(
                    sku,
                    row.field("description"),
                    row.field("category").intern(),
                    gtin,
                    row.field("base_unit").intern(),
                    decimals);
        } catch (IllegalArgumentException notACode) {
            table.problem(row.line(), "sku", String.valueOf(notACode.getMessage()), "Mend the SKU.");
            return null;
        }
    }

    private static String fixOf(String gtin) {
        return gtin.matches("\\d{8}|\\d{12,14}")
                ? "Its last digit should be " + Gs1.checkDigit(gtin.substring(0, gtin.length() - 1)) + "."
                : "A GTIN has 8, 12, 13 or 14 digits.";
    }
}
