package io.stockrelay.channel;

import io.stockrelay.channel.Publications.Sold;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which listings' own channels sold what, by the orders and tills of one batch. */
final class OwnSales {

    private final ListingIndex index;
    private final Sellers sellers;
    private final TreeMap<Long, Sold> sold = new TreeMap<>();

    private OwnSales(ListingIndex index, Sellers sellers) {
        this.index = index;
        this.sellers = sellers;
    }

    /** In ascending order of listings; only what was newly taken: what is given back the channel is asked about. */
    static List<Sold> of(DecidedBatch batch, ListingIndex index, Sellers sellers) {
        var own = new OwnSales(index, sellers);
        for (var sale : batch.sales()) {
            own.add(sellers.ofParty(sale.party()), sale.sku(), sale.location(), sale.units(), sale.isPlaced());
        }
        batch.submissions().forEach(own::tills);
        return List.copyOf(own.sold.values());
    }

    private void tills(DecidedSubmission decided) {
        var channel = sellers.ofSource(decided.submission().delivery().source());
        if (channel.isEmpty()) {
            return;
        }
        var counted = decided.outcomes().stream()
                .filter(one -> one.outcome() == Outcome.APPLIED || one.outcome() == Outcome.ALREADY_COUNTED)
                .map(EventOutcome::eventId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (var group : decided.submission().groups()) {
            for (var event : group.events()) {
                boolean isSale = event.header().type() == EventType.SHIP
                        && counted.contains(event.header().key().id());
                if (isSale && event instanceof MovementEvent ship) {
                    add(channel, ship.header().sku(), ship.header().location(), ship.units(), true);
                }
            }
        }
    }

    private void add(Optional<ChannelId> channel, Sku sku, LocationId location, long units, boolean isPlaced) {
        if (channel.isEmpty() || units <= 0) {
            return;
        }
        index.sold(channel.get(), sku, location)
                .ifPresent(listing -> sold.merge(listing, new Sold(listing, units, isPlaced), OwnSales::sum));
    }

    private static Sold sum(Sold one, Sold other) {
        return new Sold(one.listing(), Math.addExact(one.units(), other.units()), one.isPlaced() && other.isPlaced());
    }
}
