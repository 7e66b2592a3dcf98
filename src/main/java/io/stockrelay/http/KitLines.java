package io.stockrelay.http;

import io.stockrelay.http.AvailabilityAnswer.Component;
import io.stockrelay.http.AvailabilityAnswer.Line;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A kit's availability at each location, from that of its components there. */
final class KitLines {

    private KitLines() {}

    /** The SKUs whose positions say what is there of these kits. */
    static Collection<Sku> components(Collection<Kit> kits) {
        var skus = new LinkedHashSet<Sku>();
        kits.forEach(kit -> kit.components().forEach(one -> skus.add(one.sku())));
        return skus;
    }

    /** Empty where nothing was ever recorded of any component at the location. */
    static Optional<Line> at(
            LocationId location,
            Kit kit,
            Map<PositionKey, PositionView> views,
            SourceAges ages,
            @Nullable AccountId own) {
        var parts = new ArrayList<Part>();
        for (var component : kit.components()) {
            var key = new PositionKey(component.sku(), location);
            parts.add(new Part(component, Objects.requireNonNull(views.get(key)), ages, own));
        }
        return parts.stream().anyMatch(Part::isKnown)
                ? Optional.of(line(location, kit, parts, ages))
                : Optional.empty();
    }

    private record Part(
            Kit.Component component,
            PositionView view,
            long atp,
            @Nullable Long age) {

        Part(Kit.Component component, PositionView view, SourceAges ages, @Nullable AccountId own) {
            this(component, view, view.atpFor(own), view.asOf() == null ? null : ages.secondsSince(view.statedBy()));
        }

        boolean isKnown() {
            return view.changedAt() != null || view.isStated();
        }

        long makes() {
            return Math.floorDiv(view.available(), component.units());
        }

        Component told() {
            return new Component(component.sku().value(), component.units(), view.available(), atp);
        }
    }

    /** It is as old, and as stale, as the component about which the least is known. */
    private static Line line(LocationId location, Kit kit, List<Part> parts, SourceAges ages) {
        long available = parts.stream().mapToLong(Part::makes).min().orElse(0);
        var oldest = parts.stream()
                .map(Part::view)
                .min(Comparator.comparing(
                        PositionView::asOf, Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
                .orElseThrow();
        boolean isUnheard = parts.stream().anyMatch(part -> part.age() == null);
        Long age = isUnheard
                ? null
                : parts.stream()
                        .map(part -> Objects.requireNonNull(part.age()))
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        var statedBy = oldest.statedBy();
        return new Line(
                kit.sku().value(),
                location.value(),
                null,
                null,
                null,
                null,
                null,
                null,
                available,
                parts.stream()
                        .mapToLong(part -> part.atp() / part.component().units())
                        .min()
                        .orElse(0),
                null,
                oldest.asOf(),
                statedBy == null ? null : statedBy.value(),
                age,
                ages.isStale(age),
                irregularities(parts),
                parts.stream().map(Part::told).toList());
    }

    private static List<String> irregularities(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> part.view().irregularities().stream()
                        .map(told -> "component " + part.component().sku() + ": " + told))
                .toList();
    }
}
