package io.stockrelay.mapping;

import io.stockrelay.shared.ChannelId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts together what accounts and channels call our items. */
final class PartyTables {

    private final UnitFactors common;
    private final Items master;

    PartyTables(UnitFactors common, Items master) {
        this.common = common;
        this.master = master;
    }

    PartyCodes account(String folder, Function<String, CsvTable> tables) {
        var skus = tables.apply(folder + "/skus.csv");
        var aliases = skus.exists() ? TablesLoader.skus(skus, master) : Map.<String, Item>of();
        var units = UnitRows.read(tables.apply(folder + "/units.csv"), master);
        return new PartyCodes(skus.file(), aliases, units, common, master);
    }

    /** Whatever a further column of a listing says is an alias, unless it stands for several SKUs, as depots do. */
    PartyCodes channel(ChannelId channel, List<ChannelListing> listings) {
        var aliases = new HashMap<String, Item>();
        var shared = new HashSet<String>();
        for (var listing : listings) {
            var item = master.bySku(listing.sku().value());
            if (item == null) {
                continue; // reported where the table was read
            }
            for (var id : listing.ids().values()) {
                var before = id.isEmpty() ? item : aliases.putIfAbsent(id, item);
                if (before != null && before != item) {
                    shared.add(id);
                }
            }
        }
        aliases.keySet().removeAll(shared);
        aliases.keySet().removeIf(id -> master.bySku(id) != null);
        return new PartyCodes(
                "mappings/channels/" + channel + "/listings.csv", aliases, UnitFactors.NONE, common, master);
    }
}
