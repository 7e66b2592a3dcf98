package io.stockrelay.http;

import io.stockrelay.availability.Projection;
import io.stockrelay.availability.Projection.Horizon;
import io.stockrelay.availability.Projection.Leaving;
import io.stockrelay.availability.ProjectionSettings;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Expectations;
import io.stockrelay.stock.Expectations.Expected;
import io.stockrelay.stock.LotOutlook;
import io.stockrelay.stock.LotRegister;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.StockPolicy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What will be available, by day of each location. */
@RestController
@RequestMapping("/api/v1/availability/projection")
@Tag(name = "Availability")
class ProjectionController {

    private static final int DAYS_USUAL = 30;
    private static final int DAYS_TOLD_MAX = 20_000;

    private final Positions positions;
    private final Expectations expectations;
    private final LotRegister lots;
    private final StockPolicy policy;
    private final ProjectionSettings settings;
    private final ReservationParty parties;
    private final Kits kits;
    private final Clock clock;

    ProjectionController(
            Positions positions,
            Expectations expectations,
            LotRegister lots,
            StockPolicy policy,
            ProjectionSettings settings,
            ReservationParty parties,
            Kits kits,
            Clock clock) {
        this.positions = positions;
        this.expectations = expectations;
        this.lots = lots;
        this.policy = policy;
        this.settings = settings;
        this.parties = parties;
        this.kits = kits;
        this.clock = clock;
    }

    /**
     * What will be available.
     *
     * @param unknown SKUs of which nothing was ever recorded here
     */
    record Answer(Instant at, int days, List<Line> items, List<String> unknown) {}

    /**
     * One SKU at one location. Units are base units.
     *
     * @param zone where the location's days begin and end
     * @param overdue announced, and late by more than the grace: counts on no day
     * @param undated announced without a day: counts on none
     * @param later announced for a day beyond the last one shown
     */
    record Line(
            String sku,
            String location,
            String zone,
            long overdue,
            long undated,
            long later,
            List<Projection.Day> days) {}

    @GetMapping
    @Operation(summary = "Projected availability by date: what may be promised for each day")
    Answer get(
            @RequestParam List<String> sku,
            @RequestParam(required = false) @Nullable List<String> location,
            @RequestParam(required = false) @Nullable Integer days,
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String channel,
            @Parameter(hidden = true) HttpServletRequest request) {
        var names = given(request, "sku");
        if (sku.isEmpty() || names.isEmpty()) {
            throw ApiProblem.parameter("sku", "", "name at least one, such as ?sku=10045");
        }
        var skus = new LinkedHashSet<Sku>();
        Parameters.atMost("sku", names, AvailabilityController.SKUS_IN_ADDRESS_MAX)
                .forEach(name -> skus.add(Parameters.sku(name)));
        int horizon = days == null
                ? Math.min(DAYS_USUAL, settings.daysMax())
                : Parameters.number("days", days, 1, settings.daysMax());
        var places = locations(given(request, "location"));
        bounded(skus.size(), places.size(), horizon);
        return answer(skus, places, horizon, parties.drawsOn(account, channel));
    }

    private static void bounded(int skus, int places, int days) {
        long told = (long) skus * places * days;
        if (told > DAYS_TOLD_MAX) {
            throw ApiProblem.parameter(
                    "days",
                    Integer.toString(days),
                    "for " + skus + " SKUs at " + places + " locations that is " + told + " figures, and at most "
                            + DAYS_TOLD_MAX + " are told at once; ask for fewer days, SKUs or locations");
        }
    }

    private Answer answer(Set<Sku> skus, Set<LocationId> places, int days, @Nullable AccountId own) {
        Instant now = clock.instant();
        var stock = read(skus, places, now);
        var lines = new ArrayList<Line>();
        var unknown = new ArrayList<String>();
        for (Sku sku : skus) {
            int before = lines.size();
            Kit kit = kits.of(sku, now).orElse(null);
            for (LocationId place : places) {
                var horizon = new Horizon(LocalDate.ofInstant(now, settings.zone(place)), days, settings.graceDays());
                if (stock.knows(sku, kit, place)) {
                    lines.add(line(sku, place, stock.project(sku, kit, place, horizon, own)));
                }
            }
            if (lines.size() == before) {
                unknown.add(sku.value());
            }
        }
        return new Answer(now, days, lines, unknown);
    }

    private Line line(Sku sku, LocationId place, Projection projection) {
        return new Line(
                sku.value(),
                place.value(),
                settings.zone(place).getId(),
                projection.overdue(),
                projection.undated(),
                projection.later(),
                projection.days());
    }

    /** Positions first: what is received between the two looks is then counted too low, not twice. */
    private Stock read(Set<Sku> skus, Set<LocationId> places, Instant now) {
        var keys = new LinkedHashSet<PositionKey>();
        for (Sku sku : skus) {
            var kit = kits.of(sku, now);
            var items = kit.isEmpty()
                    ? List.of(sku)
                    : kit.get().components().stream().map(Kit.Component::sku).toList();
            items.forEach(item -> places.forEach(place -> keys.add(new PositionKey(item, place))));
        }
        return new Stock(positions.read(keys), expectations.open(keys), lots.outlook(keys), policy, settings);
    }

    /** What was read. */
    private record Stock(
            Map<PositionKey, PositionView> views,
            Map<PositionKey, List<Expected>> expected,
            Map<PositionKey, LotOutlook> lots,
            StockPolicy policy,
            ProjectionSettings settings) {

        boolean knows(Sku sku, @Nullable Kit kit, LocationId place) {
            return kit == null
                    ? knows(new PositionKey(sku, place))
                    : kit.components().stream().anyMatch(part -> knows(new PositionKey(part.sku(), place)));
        }

        private boolean knows(PositionKey key) {
            return view(key).changedAt() != null || expected.containsKey(key);
        }

        Projection project(Sku sku, @Nullable Kit kit, LocationId place, Horizon horizon, @Nullable AccountId own) {
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
            if (policy.authority().countsReferences(view.key().location())) {
                return expected.getOrDefault(view.key(), List.of());
            }
            return view.inTransit() > 0 ? List.of(new Expected(view.inTransit(), null)) : List.of();
        }

        private PositionView view(PositionKey key) {
            return Objects.requireNonNull(views.get(key));
        }
    }

    private Set<LocationId> locations(List<String> names) {
        var known = new TreeSet<>(policy.authority().locations().keySet());
        if (names.isEmpty()) {
            return known;
        }
        var chosen = new TreeSet<LocationId>();
        for (String name : Parameters.atMost("location", names, AvailabilityController.SKUS_IN_ADDRESS_MAX)) {
            LocationId location = Parameters.location(name);
            if (!known.contains(location)) {
                throw ApiProblem.parameter("location", name, "known are " + known);
            }
            chosen.add(location);
        }
        return chosen;
    }

    /** As sent: Spring would take a code with a comma for two. */
    private static List<String> given(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }
}
