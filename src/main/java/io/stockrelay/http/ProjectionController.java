package io.stockrelay.http;

import io.stockrelay.availability.Projection;
import io.stockrelay.availability.ProjectionSettings;
import io.stockrelay.availability.StockAhead;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Expectations;
import io.stockrelay.stock.LotRegister;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.StockPolicy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private static final int POSITIONS_MAX = 10_000;

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
        var names = Parameters.given(request, "sku");
        if (sku.isEmpty() || names.isEmpty()) {
            throw ApiProblem.parameter("sku", "", "name at least one, such as ?sku=10045");
        }
        var skus = new LinkedHashSet<Sku>();
        Parameters.atMost("sku", names, AvailabilityController.SKUS_IN_ADDRESS_MAX)
                .forEach(name -> skus.add(Parameters.sku(name)));
        int horizon = days == null
                ? Math.min(DAYS_USUAL, settings.daysMax())
                : Parameters.number("days", days, 1, settings.daysMax());
        var places = Parameters.locations(
                Parameters.given(request, "location"),
                policy.authority().locations().keySet());
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
                if (stock.knows(sku, kit, place)) {
                    lines.add(line(sku, place, stock.project(sku, kit, place, days, own)));
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
    private StockAhead read(Set<Sku> skus, Set<LocationId> places, Instant now) {
        var keys = new LinkedHashSet<PositionKey>();
        for (Sku sku : skus) {
            var kit = kits.of(sku, now);
            var items = kit.isEmpty()
                    ? List.of(sku)
                    : kit.get().components().stream().map(Kit.Component::sku).toList();
            items.forEach(item -> places.forEach(place -> keys.add(new PositionKey(item, place))));
        }
        if (keys.size() > POSITIONS_MAX) {
            throw ApiProblem.parameter(
                    "sku",
                    skus.size() + " SKUs",
                    "with the components of kits these are " + keys.size() + " positions, and at most " + POSITIONS_MAX
                            + " are looked at at once; ask for fewer SKUs or locations");
        }
        return new StockAhead(
                now, positions.read(keys), expectations.open(keys), lots.outlook(keys), policy.authority(), settings);
    }
}
