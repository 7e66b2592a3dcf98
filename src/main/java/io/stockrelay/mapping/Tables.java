package io.stockrelay.mapping;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tables of one generation. */
record Tables(
        Items master,
        Kits kits,
        UnitFactors units,
        Map<String, LocationId> locations,
        Map<SourceId, SourceTables> sources,
        Map<ChannelId, List<ChannelListing>> channels,
        OrderCodes orderCodes)
        implements Catalogue {

    @Override
    public Optional<Item> item(Sku sku) {
        return Optional.ofNullable(master.bySku(sku.value()));
    }

    @Override
    public Collection<Item> items() {
        return master.all();
    }

    @Override
    public List<ChannelListing> listings(ChannelId channel) {
        return channels.getOrDefault(channel, List.of());
    }

    SourceTables of(SourceId source) {
        var tables = sources.get(source);
        return tables == null ? SourceTables.ofOurCodes("mappings/" + source) : tables;
    }
}
