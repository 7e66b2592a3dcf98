package io.stockrelay.mapping;

import io.stockrelay.shared.AccountId;
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
        Map<AccountId, PartyCodes> accounts,
        Map<ChannelId, PartyCodes> channelCodes)
        implements Catalogue, OrderCodes {

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

    @Override
    public PartyCodes of(AccountId account) {
        return accounts.getOrDefault(account, ours("mappings/accounts/" + account + "/skus.csv"));
    }

    @Override
    public PartyCodes of(ChannelId channel) {
        return channelCodes.getOrDefault(channel, ours("mappings/channels/" + channel + "/listings.csv"));
    }

    private PartyCodes ours(String file) {
        return new PartyCodes(file, Map.of(), UnitFactors.NONE, units, master);
    }

    SourceTables of(SourceId source) {
        var tables = sources.get(source);
        return tables == null ? SourceTables.ofOurCodes("mappings/" + source) : tables;
    }
}
