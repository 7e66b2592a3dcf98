package io.stockrelay.channel;

import io.stockrelay.availability.ChannelNumber;
import io.stockrelay.availability.Explanation;
import io.stockrelay.availability.KitPart;
import io.stockrelay.availability.Offered;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        this.number = new ChannelNumber(
                offering.rules(),
                offering.generation().value(),
                offering.accounts().get(channel.id()));
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
    Map<Long, Computed> of(List<Asked> listings, Instant now) {
        var made = new ArrayList<Made>(listings.size());
        listings.forEach(one -> made.add(
                new Made(one, offering.kits().of(one.listing().sku(), now).orElse(null))));
        var views = read(made);
        var computed = new HashMap<Long, Computed>();
        made.forEach(one -> computed.put(one.asked().listing().id(), compute(one, views)));
        return computed;
    }

    /** What a listing is made of now: the item itself, where there is no kit. */
    private record Made(Asked asked, @Nullable Kit kit) {

        List<Sku> skus() {
            return kit == null
                    ? List.of(asked.listing().sku())
                    : kit.components().stream().map(Kit.Component::sku).toList();
        }
    }

    private Map<PositionKey, PositionView> read(List<Made> listings) {
        var keys = new LinkedHashSet<PositionKey>();
        listings.forEach(one -> keys.addAll(keys(one)));
        var ordered = List.copyOf(keys);
        var views = new HashMap<PositionKey, PositionView>();
        for (int from = 0; from < ordered.size(); from += KEYS_MAX) {
            views.putAll(positions.read(ordered.subList(from, Math.min(ordered.size(), from + KEYS_MAX))));
        }
        return views;
    }

    private Computed compute(Made made, Map<PositionKey, PositionView> views) {
        var listing = made.asked().listing();
        var holding = made.asked().holding();
        var parts = new ArrayList<PositionView>();
        keys(made).forEach(key -> parts.add(Objects.requireNonNull(views.get(key))));
        var category = offering.categories().of(listing.sku());
        var offered = new Offered(listing.channel(), listing.sku(), category, listing.location());
        boolean isOpen = !holding.isRetired()
                && (holding.isOpenedByHand() || parts.stream().allMatch(PositionView::isStated));
        var kit = made.kit();
        var explanation = kit == null
                ? number.explain(offered, parts, holding.inFlightUnits())
                : number.explainKit(offered, kitParts(kit, parts), holding.inFlightUnits());
        return new Computed(explanation, isOpen);
    }

    /** @param positions every component's in the kit's order, location by location */
    private List<KitPart> kitParts(Kit kit, List<PositionView> positions) {
        var parts = new ArrayList<KitPart>(positions.size());
        for (int i = 0; i < positions.size(); i++) {
            var component = kit.components().get(i % kit.components().size());
            parts.add(new KitPart(positions.get(i), offering.categories().of(component.sku()), component.units()));
        }
        return parts;
    }

    private List<PositionKey> keys(Made made) {
        var location = made.asked().listing().location();
        var skus = made.skus();
        return (location == null ? pool : List.of(location))
                .stream()
                        .flatMap(one -> skus.stream().map(sku -> new PositionKey(sku, one)))
                        .toList();
    }
}
