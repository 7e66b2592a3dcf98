package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Which listings show something of a position; one immutable whole per generation. */
final class ListingIndex {

    static final ListingIndex EMPTY = new ListingIndex(Map.of(), Kits.NONE);

    private final Map<Sku, List<Entry>> bySku;
    private final Kits kits;

    private record Entry(long listing, ChannelId channel, Sku sku, Set<LocationId> locations) {}

    private ListingIndex(Map<Sku, List<Entry>> bySku, Kits kits) {
        this.bySku = bySku;
        this.kits = kits;
    }

    static ListingIndex of(Offering offering, Listings listings) {
        // Shared sets: a million pooled listings must not hold a million of them.
        Map<ChannelId, Set<LocationId>> pools = offering.channels().stream()
                .collect(Collectors.toMap(ChannelSettings::id, channel -> Set.copyOf(channel.locations())));
        Map<LocationId, Set<LocationId>> single = new HashMap<>();
        Map<Sku, List<Entry>> bySku = new HashMap<>();
        listings.forEach(listing -> {
            var location = listing.location();
            var locations = location == null
                    ? pools.getOrDefault(listing.channel(), Set.of())
                    : single.computeIfAbsent(location, Set::of);
            var entry = new Entry(listing.id(), listing.channel(), listing.sku(), locations);
            bySku.computeIfAbsent(listing.sku(), any -> new ArrayList<>(2)).add(entry);
            // Of whichever bill: which one holds is asked when the number is computed.
            offering.kits()
                    .everComponents(listing.sku())
                    .forEach(component -> bySku.computeIfAbsent(component, any -> new ArrayList<>(2))
                            .add(entry));
        });
        return new ListingIndex(bySku, offering.kits());
    }

    /** The listings of kits of which another bill has begun to hold after the one time and not after the other. */
    void forEachBegun(Instant after, Instant upTo, BiConsumer<Long, ChannelId> each) {
        for (Sku kit : kits.begun(after, upTo)) {
            for (Entry entry : bySku.getOrDefault(kit, List.of())) {
                each.accept(entry.listing(), entry.channel());
            }
        }
    }

    /** The listing under which a channel sold an article from a location: its own, or the one of the whole pool. */
    OptionalLong sold(ChannelId channel, Sku sku, LocationId location) {
        return bySku.getOrDefault(sku, List.of()).stream()
                .filter(entry -> entry.channel().equals(channel) && entry.sku().equals(sku))
                .filter(entry -> entry.locations().contains(location))
                .mapToLong(Entry::listing)
                .findFirst();
    }

    void forEachAt(PositionKey position, BiConsumer<Long, ChannelId> each) {
        for (Entry entry : bySku.getOrDefault(position.sku(), List.of())) {
            if (entry.locations().contains(position.location())) {
                each.accept(entry.listing(), entry.channel());
            }
        }
    }
}
