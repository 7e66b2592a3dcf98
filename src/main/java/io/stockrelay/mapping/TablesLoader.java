package io.stockrelay.mapping;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Problem;
import io.stockrelay.shared.SourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads every table under {@code mappings/}; duplicates and conflicts are problems with file and line. */
final class TablesLoader {

    private static final String FOLDER = "mappings/";

    private final Path home;
    private final List<Problem> problems;
    private final Map<String, LocationId> locations = new HashMap<>();

    TablesLoader(Path home, List<Problem> problems) {
        this.home = home;
        this.problems = problems;
    }

    Tables load(Set<SourceId> sources, Set<LocationId> ours, Set<ChannelId> channels, Set<AccountId> accounts) {
        ours.forEach(location -> locations.put(location.value(), location));
        var items = table("items.csv").exists() ? ItemRows.read(table("items.csv")) : missingItems();
        var kits = KitRows.read(table("kits.csv"), items);
        var units = UnitRows.read(table("units.csv"), items);
        var bySource = new HashMap<SourceId, SourceTables>();
        for (var source : sources) {
            bySource.put(source, source(source, items));
        }
        var byChannel = new HashMap<ChannelId, List<ChannelListing>>();
        for (var channel : channels) {
            byChannel.put(channel, listings(table("channels/" + channel + "/listings.csv"), items));
        }
        var parties = new PartyTables(units, items);
        var byAccount = new HashMap<AccountId, PartyCodes>();
        for (var account : accounts) {
            byAccount.put(account, parties.account("accounts/" + account, this::table));
        }
        var channelCodes = new HashMap<ChannelId, PartyCodes>();
        byChannel.forEach((channel, lines) -> channelCodes.put(channel, parties.channel(channel, lines)));
        return new Tables(
                items,
                kits,
                units,
                Map.copyOf(locations),
                Map.copyOf(bySource),
                Map.copyOf(byChannel),
                new CodesOfAll(byAccount, channelCodes, units, items));
    }

    private Items missingItems() {
        problems.add(Problem.error(
                "missing-file", FOLDER + "items.csv", 0, "there is no item master", "Create it: docs/mappings.md."));
        return new Items();
    }

    private CsvTable table(String name) {
        return new CsvTable(home, FOLDER + name, problems);
    }

    private SourceTables source(SourceId source, Items items) {
        var skus = table(source + "/skus.csv");
        var places = table(source + "/locations.csv");
        return new SourceTables(
                FOLDER + source,
                skus.exists() ? skus(skus, items) : null,
                places.exists() ? places(places) : null,
                UnitRows.read(table(source + "/units.csv"), items));
    }

    static Map<String, Item> skus(CsvTable table, Items items) {
        var found = new HashMap<String, Item>();
        table.read(List.of("code", "sku"), List.of(), false, row -> {
            var code = row.field("code");
            var item = items.bySku(row.field("sku"));
            if (code.isEmpty()) {
                table.problem(row.line(), "empty-code", "the code is empty", "Write the source's code.");
            } else if (item == null) {
                table.problem(row.line(), "unknown-sku", unknownSku(row), "Add it to mappings/items.csv, or mend it.");
            } else {
                var before = found.putIfAbsent(code, item);
                if (before != null) {
                    table.problem(
                            row.line(),
                            "duplicate-code",
                            "the code '" + code + "' already stands above, for SKU " + before.sku(),
                            "Keep one of the two lines.");
                }
            }
        });
        return found;
    }

    private Map<String, LocationId> places(CsvTable table) {
        var found = new HashMap<String, LocationId>();
        table.read(List.of("code", "location"), List.of(), false, row -> {
            var code = row.field("code");
            var location = locations.get(row.field("location"));
            if (Gs1.claimsGln(code) && !Gs1.isGln(code)) {
                table.problem(
                        row.line(),
                        "gln",
                        "'" + code + "' looks like a GLN, but its check digit is wrong",
                        "Its last digit should be " + Gs1.checkDigit(code.substring(0, 12)) + ".");
            } else if (code.isEmpty() || location == null) {
                table.problem(
                        row.line(),
                        "unknown-location",
                        "there is no location '" + row.field("location") + "'",
                        "Known: "
                                + String.join(
                                        ", ",
                                        locations.keySet().stream().sorted().toList()) + ".");
            } else if (found.putIfAbsent(code, location) != null) {
                table.problem(
                        row.line(),
                        "duplicate-code",
                        "the code '" + code + "' already stands above",
                        "Keep one of the two lines.");
            }
        });
        return found;
    }

    private List<ChannelListing> listings(CsvTable table, Items items) {
        var found = new ArrayList<ChannelListing>();
        if (!table.exists()) {
            return found;
        }
        var places = new HashSet<String>();
        var ids = new HashSet<Map<String, String>>();
        table.read(List.of("sku"), List.of("location"), true, row -> {
            var listing = listing(table, row, items);
            if (listing == null) {
                return;
            }
            if (!places.add(row.field("location") + '\n' + listing.sku())) {
                table.problem(
                        row.line(),
                        "duplicate-listing",
                        "the same SKU and location already stand above",
                        "Keep one of the two lines.");
            } else if (!ids.add(listing.ids())) {
                table.problem(
                        row.line(),
                        "duplicate-listing",
                        "another line above already has these ids: " + listing.ids(),
                        "Two SKUs cannot share one listing; mend one of them.");
            } else {
                found.add(listing);
            }
        });
        return List.copyOf(found);
    }

    private @Nullable ChannelListing listing(CsvTable table, CsvTable.Row row, Items items) {
        var item = items.bySku(row.field("sku"));
        var location = locations.get(row.field("location"));
        var ids = new HashMap<String, String>();
        for (var column : row.columns().keySet()) {
            if (!column.equals("sku") && !column.equals("location")) {
                ids.put(column, row.field(column));
            }
        }
        if (item == null) {
            table.problem(row.line(), "unknown-sku", unknownSku(row), "Add it to mappings/items.csv, or mend it.");
        } else if (location == null && !row.field("location").isEmpty()) {
            table.problem(
                    row.line(),
                    "unknown-location",
                    "there is no location '" + row.field("location") + "'",
                    "Write one of config/stockrelay.yaml.");
        } else if (ids.isEmpty() || ids.containsValue("")) {
            table.problem(row.line(), "missing-id", "the channel's id is missing", "Fill every column.");
        } else {
            return new ChannelListing(item.sku(), location, ids, row.line());
        }
        return null;
    }

    private static String unknownSku(CsvTable.Row row) {
        return "there is no SKU '" + row.field("sku") + "' in mappings/items.csv";
    }
}
