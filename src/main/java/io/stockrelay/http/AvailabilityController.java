package io.stockrelay.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.access.Action;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Kits;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.StockPolicy;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is available now, at most 50 ms behind the last commit of any node. */
@RestController
@RequestMapping(AvailabilityController.PATH)
@Tag(name = "Availability")
class AvailabilityController implements ShortCalls {

    static final String PATH = "/api/v1/availability";

    static final int SKUS_IN_ADDRESS_MAX = 100;
    static final int SKUS_MAX = 1_000;

    private static final int KEYS_MAX = 10_000;

    private final Positions positions;
    private final StockPolicy policy;
    private final ChannelDesk channels;
    private final SourceAges ages;
    private final Kits kits;
    private final ReservationParty parties;
    private final Clock clock;
    private final ObjectMapper json;

    AvailabilityController(
            @Qualifier(Positions.SHOWN) Positions positions,
            StockPolicy policy,
            ChannelDesk channels,
            SourceAges ages,
            Kits kits,
            ReservationParty parties,
            Clock clock,
            ObjectMapper json) {
        this.positions = positions;
        this.policy = policy;
        this.channels = channels;
        this.ages = ages;
        this.kits = kits;
        this.parties = parties;
        this.clock = clock;
        this.json = json;
    }

    /** What to look up; null means everywhere, and no channel. */
    record Query(
            @Nullable List<String> skus,
            @Nullable List<String> locations,
            @Nullable String channel,
            @Nullable String account) {

        /** Refuses what Spring's own reading of a body refuses. */
        static Query of(ObjectMapper json, byte[] body) throws IOException {
            try {
                var query = json.readValue(body, Query.class);
                if (query != null) {
                    return query;
                }
            } catch (JacksonException unreadable) {
                // refused below
            }
            throw ProblemAdvice.byStatus(HttpStatus.BAD_REQUEST.value());
        }
    }

    @GetMapping
    @Operation(summary = "Availability of some SKUs per location, and what a channel was told")
    AvailabilityAnswer get(
            @RequestParam List<String> sku,
            @RequestParam(required = false) @Nullable List<String> location,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable String account,
            @Parameter(hidden = true) HttpServletRequest request) {
        return asked(request, channel, account);
    }

    private AvailabilityAnswer asked(HttpServletRequest request, @Nullable String channel, @Nullable String account) {
        List<String> skus = Parameters.given(request, "sku");
        if (skus.stream().allMatch(String::isEmpty)) {
            throw ApiProblem.parameter("sku", "", "name at least one, such as ?sku=10045");
        }
        return answer(
                Parameters.atMost("sku", skus, SKUS_IN_ADDRESS_MAX),
                Parameters.given(request, "location"),
                channel,
                account);
    }

    @PostMapping("/query")
    @Operation(summary = "The same for up to 1,000 SKUs at once")
    AvailabilityAnswer query(@RequestBody Query query) {
        if (query.skus() == null || query.skus().isEmpty()) {
            throw ApiProblem.of(ProblemKind.INVALID, "skus is missing: name 1 to " + SKUS_MAX);
        }
        return answer(
                Parameters.atMost("skus", query.skus(), SKUS_MAX), query.locations(), query.channel(), query.account());
    }

    @Override
    public Stream<ShortCall> shortCalls() {
        return Stream.of(
                ShortCall.asked(
                        PATH,
                        Action.READ,
                        "sku",
                        Set.of("location"),
                        Set.of("channel", "account"),
                        (request, caller) -> answered(
                                asked(request, request.getParameter("channel"), request.getParameter("account")))),
                ShortCall.posted(
                        PATH + "/query", Action.READ, (body, caller) -> answered(query(Query.of(json, body)))));
    }

    static CompletableFuture<ResponseEntity<AvailabilityAnswer>> answered(AvailabilityAnswer answer) {
        return CompletableFuture.completedFuture(ResponseEntity.ok(answer));
    }

    private AvailabilityAnswer answer(
            List<String> names,
            @Nullable List<String> locationNames,
            @Nullable String channelName,
            @Nullable String accountName) {
        var skus = new LinkedHashSet<Sku>();
        names.forEach(name -> skus.add(Parameters.sku(name)));
        ChannelId channel = channelName == null ? null : Parameters.channel(channelName);
        AccountId own = parties.drawsOn(accountName, channelName);
        Set<LocationId> locations = locations(locationNames, channel);
        Instant now = clock.instant();
        var made = new ArrayList<Kit>(0);
        skus.forEach(sku -> kits.of(sku, now).ifPresent(made::add));
        Set<Sku> items = skus;
        if (!made.isEmpty()) {
            items = new LinkedHashSet<>(skus);
            made.stream().map(Kit::sku).forEach(items::remove);
        }

        var lines = new ArrayList<AvailabilityAnswer.Line>();
        for (PositionView view : read(items, locations)) {
            if (view.changedAt() != null || view.isStated()) {
                lines.add(AvailabilityAnswer.Line.of(view, ages, own));
            }
        }
        lines.addAll(ofKits(made, locations, own));
        var unknown = new LinkedHashSet<>(names);
        lines.forEach(line -> unknown.remove(line.sku()));
        List<ChannelDesk.Shown> published = channel == null ? List.of() : channels.shown(channel, skus);
        return new AvailabilityAnswer(now, lines, published, List.copyOf(unknown));
    }

    private List<AvailabilityAnswer.Line> ofKits(List<Kit> made, Set<LocationId> locations, @Nullable AccountId own) {
        if (made.isEmpty()) {
            return List.of();
        }
        var views = new HashMap<PositionKey, PositionView>();
        read(KitLines.components(made), locations).forEach(view -> views.put(view.key(), view));
        return made.stream()
                .flatMap(kit ->
                        locations.stream().flatMap(location -> KitLines.at(location, kit, views, ages, own).stream()))
                .toList();
    }

    private List<PositionView> read(Collection<Sku> skus, Set<LocationId> locations) {
        var views = new ArrayList<PositionView>();
        var keys = new ArrayList<PositionKey>();
        for (Sku sku : skus) {
            if (keys.size() + locations.size() > KEYS_MAX) {
                views.addAll(positions.read(keys).values());
                keys.clear();
            }
            locations.forEach(location -> keys.add(new PositionKey(sku, location)));
        }
        views.addAll(positions.read(keys).values());
        return views;
    }

    private Set<LocationId> locations(@Nullable List<String> names, @Nullable ChannelId channel) {
        Set<LocationId> known = policy.authority().locations().keySet();
        var chosen = Parameters.locations(names == null ? List.of() : names, known);
        if (channel != null) {
            chosen.retainAll(
                    channels.locations(channel).orElseThrow(() -> ApiProblem.notFound("channel", channel.value())));
        }
        return chosen;
    }
}
