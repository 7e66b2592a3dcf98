package io.stockrelay.mapping;

import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.Sku;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code mappings/kits.csv}, which a company without kits does not have. */
final class KitRows {

    static final int COMPONENTS_MAX = 100;

    private static final int UNITS_MAX = 1_000_000;
    private static final Pattern UNITS = Pattern.compile("[1-9]\\d{0,6}");

    private final CsvTable table;
    private final Items items;
    private final Map<Version, Map<Sku, Part>> versions = new LinkedHashMap<>();

    private record Version(Sku kit, Instant from) {}

    private record Part(long line, long units) {}

    private KitRows(CsvTable table, Items items) {
        this.table = table;
        this.items = items;
    }

    static Kits read(CsvTable table, Items items) {
        return table.exists() ? new KitRows(table, items).read() : Kits.NONE;
    }

    private Kits read() {
        table.read(List.of("kit", "component", "units"), List.of("from"), false, this::take);
        var kits = new Kits(versions.entrySet().stream()
                .map(one -> new Kits.Bill(one.getKey().from(), kit(one.getKey().kit(), one.getValue())))
                .toList());
        var known = kits.skus();
        versions.forEach((version, parts) -> parts.forEach((component, part) -> {
            if (known.contains(component)) {
                table.problem(
                        part.line(),
                        "kit-in-kit",
                        "the component " + component + " of " + version.kit() + " is a kit itself",
                        "Write what is inside it: a kit is made of items only.");
            }
        }));
        return kits;
    }

    private static Kit kit(Sku sku, Map<Sku, Part> parts) {
        var components = new ArrayList<Kit.Component>();
        parts.forEach((component, part) -> components.add(new Kit.Component(component, part.units())));
        return new Kit(sku, components);
    }

    private void take(CsvTable.Row row) {
        var kit = item(row, "kit");
        var component = item(row, "component");
        var from = from(row);
        if (kit == null || component == null || from.isEmpty() || !isSound(row, kit, component)) {
            return;
        }
        var parts = versions.computeIfAbsent(new Version(kit.sku(), from.get()), any -> new LinkedHashMap<>());
        if (parts.containsKey(component.sku())) {
            table.problem(
                    row.line(),
                    "duplicate-component",
                    "the component " + component.sku() + " of " + kit.sku()
                            + " already stands above, from the same day",
                    "Keep one line with the units of both.");
        } else if (parts.size() == COMPONENTS_MAX) {
            table.problem(
                    row.line(),
                    "components",
                    "the kit " + kit.sku() + " has more than " + COMPONENTS_MAX + " components",
                    "Make one item of what always goes together.");
        } else {
            parts.put(component.sku(), new Part(row.line(), Long.parseLong(row.field("units"))));
        }
    }

    private @Nullable Item item(CsvTable.Row row, String column) {
        var item = items.bySku(row.field(column));
        if (item == null) {
            table.problem(
                    row.line(),
                    "unknown-sku",
                    "the " + column + " '" + row.field(column) + "' is no SKU of mappings/items.csv",
                    "Add it there, or mend it.");
        }
        return item;
    }

    private boolean isSound(CsvTable.Row row, Item kit, Item component) {
        var units = row.field("units");
        if (kit.sku().equals(component.sku())) {
            table.problem(row.line(), "kit-of-itself", "the kit " + kit.sku() + " is its own component", "Mend one.");
        } else if (kit.decimals() != 0) {
            table.problem(
                    row.line(),
                    "kit-decimals",
                    "the kit " + kit.sku() + " has " + kit.decimals() + " decimals, but kits are counted whole",
                    "Set its decimals in mappings/items.csv to 0.");
        } else if (!UNITS.matcher(units).matches() || Long.parseLong(units) > UNITS_MAX) {
            table.problem(
                    row.line(),
                    "kit-units",
                    "units '" + units + "' is not a whole number from 1 to " + UNITS_MAX,
                    "Write smallest units of " + component.sku() + " in one kit (" + component.decimals()
                            + " decimals of " + component.baseUnit() + ").");
        } else {
            return true;
        }
        return false;
    }

    private Optional<Instant> from(CsvTable.Row row) {
        var text = row.field("from");
        try {
            return Optional.of(
                    text.isEmpty()
                            ? Instant.MIN
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException notADate) {
            table.problem(
                    row.line(),
                    "from",
                    "from '" + text + "' is not a date",
                    "Write it like 2026-11-21 (it holds from that day on, in UTC), or leave it empty for always.");
            return Optional.empty();
        }
    }
}
