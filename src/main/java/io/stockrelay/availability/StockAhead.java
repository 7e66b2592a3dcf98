package io.stockrelay.availability;

import io.stockrelay.availability.Projection.Horizon;
import io.stockrelay.availability.Projection.Leaving;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Authority;
import io.stockrelay.stock.Expectations.Expected;
import io.stockrelay.stock.LotOutlook;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known now of some positions and of what will become of them.
 *
 * @param views each position that is asked about
 * @param expected what is announced of them, those without any left out
 * @param lots of positions that are counted by lot
 */
public record StockAhead(
        Instant now,
        Map<PositionKey, PositionView> views,
        Map<PositionKey, List<Expected>> expected,
        Map<PositionKey, LotOutlook> lots,
        Authority authority,
        ProjectionSettings settings) {

    /** Whether anything was ever said of it there. */
    public boolean knows(Sku sku, @Nullable Kit kit, LocationId place) {
        return kit == null
                ? knows(new PositionKey(sku, place))
                : kit.components().stream().anyMatch(part -> knows(new PositionKey(part.sku(), place)));
    }

    private boolean knows(PositionKey key) {
        return view(key).changedAt() != null || expected.containsKey(key);
    }

    /**
     * From today on, by the days of the place.
     *
     * @param own whose set-asides count, null where they are all somebody else's
     */
    public Projection project(Sku sku, @Nullable Kit kit, LocationId place, int days, @Nullable AccountId own) {
        var today = LocalDate.ofInstant(now, settings.zone(place));
        var horizon = new Horizon(today, days, settings.graceDays());
        if (kit == null) {
            return project(new PositionKey(sku, place), horizon, own);
        }
        var parts = kit.components().stream()
                .map(part -> project(new PositionKey(part.sku(), place), horizon, own))
                .toList();
        return Projection.ofKit(
                parts, kit.components().stream().map(Kit.Component::units).toList());
    }

    private Projection project(PositionKey key, Horizon horizon, @Nullable AccountId own) {
        var view = view(key);
        long free = available(view) - view.setAsideForOthers(own);
        return Projection.of(free, announced(view), leaving(key), horizon);
    }

    /** The lower of both looks: a lot may have expired, or left, between them. */
    private long available(PositionView view) {
        var known = lots.get(view.key());
        return known == null
                ? view.available()
                : Math.min(view.available(), known.free() - Math.max(0, view.allocated()));
    }

    private List<Leaving> leaving(PositionKey key) {
        var known = lots.get(key);
        if (known == null) {
            return List.of();
        }
        var zone = settings.zone(key.location());
        return known.leaving().stream()
                .map(one -> new Leaving(LocalDate.ofInstant(one.from(), zone), one.units()))
                .toList();
    }

    /** A figure has no day. */
    private List<Expected> announced(PositionView view) {
        if (authority.countsReferences(view.key().location())) {
            return expected.getOrDefault(view.key(), List.of());
        }
        return view.inTransit() > 0 ? List.of(new Expected(view.inTransit(), null)) : List.of();
    }

    private PositionView view(PositionKey key) {
        return Objects.requireNonNull(views.get(key));
    }
}
