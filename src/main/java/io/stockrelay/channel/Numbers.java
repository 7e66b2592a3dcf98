package io.stockrelay.channel;

import io.stockrelay.availability.ChannelNumber;
import io.stockrelay.availability.Explanation;
import io.stockrelay.availability.Offered;
import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Computes one channel's numbers from the positions as last committed. */
final class Numbers {

    private static final int KEYS_MAX = 10_000;

    private final Positions positions;
    private final List<LocationId> pool;
    private final ChannelNumber number;
    private final Offering offering;

    Numbers(Positions positions, ChannelSettings channel, Offering offering) {
        this.positions = positions;
        this.pool = channel.locations();
        this.number = new ChannelNumber(offering.rules(), offering.generation().value());
        this.offering = offering;
    }

    /**
     * A number of now.
     *
     * @param isOpen whether it may be published: an empty ledger never wipes a shop
     */
    record Computed(Explanation explanation, boolean isOpen) {}

    /** What is asked for. */
    record Asked(Listing listing, Holding holding) {

        static Asked of(Claimed claimed) {
            return new Asked(claimed.listing(), claimed.holding());
        }
    }

    /** By listing id. */
    Map<Long, Computed> of(List<Asked> listings) {
        var views = read(listings);
        var computed = new HashMap<Long, Computed>();
        listings.forEach(one -> computed.put(one.listing().id(), compute(one, views)));
        return computed;
    }

    private Map<PositionKey, PositionView> read(List<Asked> listings) {
        var keys = new LinkedHashSet<PositionKey>();
        listings.forEach(one -> keys.addAll(keys(one.listing())));
        var ordered = List.copyOf(keys);
        var views = new HashMap<PositionKey, PositionView>();
        for (int from = 0; from < ordered.size(); from += KEYS_MAX) {
            views.putAll(positions.read(ordered.subList(from, Math.min(ordered.size(), from + KEYS_MAX))));
        }
        return views;
    }

    private Computed compute(Asked asked, Map<PositionKey, PositionView> views) {
        var listing = asked.listing();
        var holding = asked.holding();
        var parts = new ArrayList<PositionView>();
        keys(listing).forEach(key -> parts.add(Objects.requireNonNull(views.get(key))));
        var category = offering.categories().of(listing.sku());
        var offered = new Offered(listing.channel(), listing.sku(), category, listing.location());
        boolean isOpen = !holding.isRetired()
                && (holding.isOpenedByHand() || parts.stream().allMatch(PositionView::isStated));
        return new Computed(number.explain(offered, parts, holding.inFlightUnits()), isOpen);
    }

    private List<PositionKey> keys(Listing listing) {
        var location = listing.location();
        return location == null
                ? pool.stream().map(one -> new PositionKey(listing.sku(), one)).toList()
                : List.of(new PositionKey(listing.sku(), location));
    }
}
