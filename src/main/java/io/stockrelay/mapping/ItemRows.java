package io.stockrelay.mapping;

import io.stockrelay.shared.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code mappings/items.csv}. */
final class ItemRows {

    private static final int DECIMALS_MAX = 6;
    private static final String YES = "yes";

    private ItemRows() {}

    static Items read(CsvTable table) {
        var items = new Items();
        table.read(
                List.of("sku", "description", "base_unit"),
                List.of("category", "gtin", "decimals", "lots", "expiry_margin_days"),
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
        } else if (hasGoodLots(table, row)) {
            return item(table, row, gtin14.orElse(null), Integer.parseInt(decimals));
        }
        return null;
    }

    private static boolean hasGoodLots(CsvTable table, CsvTable.Row row) {
        var lots = row.field("lots");
        var margin = row.field("expiry_margin_days");
        if (!lots.isEmpty() && !lots.equals(YES) && !lots.equals("no")) {
            table.problem(row.line(), "lots", "lots '" + lots + "' is not yes or no", "Write yes where it has lots.");
        } else if (!margin.matches("|\\d{1,4}")) {
            table.problem(
                    row.line(),
                    "expiry-margin",
                    "expiry_margin_days '" + margin + "' is not 0 to 9999",
                    "Write how many days before its last day a lot is no longer promised.");
        } else if (!margin.isEmpty() && !lots.equals(YES)) {
            table.problem(
                    row.line(),
                    "expiry-margin",
                    "expiry_margin_days stands at an item that has no lots",
                    "Write yes under lots, or leave the days out.");
        } else {
            return true;
        }
        return false;
    }

    private static int days(String margin) {
        return margin.isEmpty() ? 0 : Integer.parseInt(margin);
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
                    decimals,
                    row.field("lots").equals(YES),
                    days(row.field("expiry_margin_days")));
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
