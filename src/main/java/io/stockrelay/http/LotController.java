package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.mapping.Catalogue;
import io.stockrelay.mapping.Item;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.KnownLot;
import io.stockrelay.stock.LotFacts;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.LotRegister;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.LotView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lots: what there is of each, whether it may be sold, and a person's word that it may not. */
@RestController
@RequestMapping("/api/v1/lots")
@Tag(name = "Lots")
class LotController {

    static final int LOTS_MAX = 5_000;

    private static final int REASON_MAX = 300;

    private final LotRegister lots;
    private final Catalogue catalogue;

    LotController(LotRegister lots, Catalogue catalogue) {
        this.lots = lots;
        this.catalogue = catalogue;
    }

    /**
     * One lot at one location, in base units.
     *
     * @param lot empty for units of which no lot is known
     * @param available what of it counts as available, signed; promises are not kept by lot
     * @param unusable why it may not be sold: {@code blocked} or {@code expired}; left out where it may
     */
    record Line(
            String location,
            String lot,
            long onHand,
            long qualityHold,
            long damaged,
            long available,
            boolean usable,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String unusable,

            @Nullable LocalDate expiresOn,
            @Nullable Instant unusableFrom,
            @Nullable Blocked blocked,
            @Nullable Instant asOf) {

        static Line of(LotView view) {
            var facts = view.facts();
            var blocked = facts.block() == null ? view.blocked() : facts.block();
            return new Line(
                    view.key().location().value(),
                    view.lot(),
                    view.onHand(),
                    Math.max(0, view.qualityHold()),
                    Math.max(0, view.damaged()),
                    view.available(),
                    view.isUsable(),
                    view.isUsable() ? null : blocked == null ? "expired" : "blocked",
                    facts.expiresOn(),
                    view.unusableFrom(),
                    Blocked.of(blocked),
                    view.asOf());
        }
    }

    /** Who said that nothing of a lot may be sold, and why. */
    record Blocked(String reason, String by, Instant since) {

        static @Nullable Blocked of(LotFacts.@Nullable Block block) {
            return block == null ? null : new Blocked(block.reason(), block.actor(), block.since());
        }
    }

    /** All lots of a SKU that hold anything. */
    record Told(String sku, List<Line> items) {}

    /** Where nothing of a lot may be sold, as whoever keeps the location said, and why. */
    record BlockedAt(String location, String reason, String by, Instant since) {

        static List<BlockedAt> of(Map<LocationId, LotFacts.Block> blocks) {
            return blocks.entrySet().stream()
                    .map(one -> new BlockedAt(
                            one.getKey().value(),
                            one.getValue().reason(),
                            one.getValue().actor(),
                            one.getValue().since()))
                    .sorted(Comparator.comparing(BlockedAt::location))
                    .toList();
        }
    }

    /**
     * What is known of a lot, wherever its units are.
     *
     * @param blocked everywhere, by a person; null where nobody did
     * @param blockedAt where sources blocked it; empty where none did
     */
    record Known(
            String sku,
            String lot,
            @Nullable LocalDate expiresOn,
            @Nullable Blocked blocked,
            List<BlockedAt> blockedAt) {

        static Known of(LotKey key, KnownLot known) {
            var facts = known.facts();
            return new Known(
                    key.sku().value(),
                    key.lot(),
                    facts.expiresOn(),
                    Blocked.of(facts.block()),
                    BlockedAt.of(known.blocked()));
        }
    }

    @GetMapping
    @Operation(summary = "The lots of a SKU: units, expiry, and whether they may be sold")
    Told list(@RequestParam String sku, @RequestParam(required = false) @Nullable String location) {
        var key = Parameters.sku(sku);
        LocationId at = location == null ? null : Parameters.location(location);
        var found = lots.of(key, LOTS_MAX).stream()
                .filter(view -> at == null || view.key().location().equals(at))
                .map(Line::of)
                .toList();
        return new Told(sku, found);
    }

    @GetMapping("/{sku}/{lot}")
    @Operation(summary = "What is known of one lot")
    Known show(@PathVariable String sku, @PathVariable String lot) {
        var key = new LotKey(Parameters.sku(sku), lot);
        return lots.find(key)
                .map(known -> Known.of(key, known))
                .orElseThrow(() -> ApiProblem.notFound("lot of SKU " + key.sku(), lot));
    }

    @PutMapping(path = "/{sku}/{lot}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Block a lot, everywhere and at once, or lift the block; repeating the same call is safe")
    CompletableFuture<Known> block(
            @PathVariable String sku,
            @PathVariable String lot,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        var key = new LotKey(byLot(sku), checked(lot));
        var fields = StrictBody.read(body);
        if (!fields.has("blocked")) {
            throw ApiProblem.of(ProblemKind.INVALID, "blocked is missing: true or false; nothing was changed");
        }
        boolean isBlocked = fields.flag("blocked");
        String reason = isBlocked ? fields.required("reason", REASON_MAX) : null;
        fields.done();
        return lots.submit(new LotTask.Blocking(key.sku(), key.lot(), reason, caller.getName()))
                .thenApplyAsync(facts -> Known.of(key, lots.find(key).orElse(new KnownLot(facts, Map.of()))));
    }

    @PutMapping(path = "/{sku}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The same for a lot whose code cannot stand in a path, such as 12/2026")
    CompletableFuture<Known> blockNamed(
            @PathVariable String sku,
            @RequestParam String lot,
            @RequestBody(required = false) byte @Nullable [] body,
            KeyAuthentication caller) {
        return block(sku, lot, body, caller);
    }

    private Sku byLot(String sku) {
        Item item = catalogue.item(Parameters.sku(sku)).orElseThrow(() -> ApiProblem.notFound("SKU", sku));
        if (!item.isByLot()) {
            throw ApiProblem.of(
                    ProblemKind.INVALID,
                    "SKU " + item.sku() + " is not counted by lot; write yes under lots in mappings/items.csv first;"
                            + " nothing was changed");
        }
        return item.sku();
    }

    private static String checked(String lot) {
        if (lot.isBlank() || lot.length() > LotKey.LOT_LENGTH_MAX || !lot.equals(lot.strip())) {
            throw ApiProblem.parameter(
                    "lot", lot, "it must have 1 to " + LotKey.LOT_LENGTH_MAX + " characters and no blanks around");
        }
        return lot;
    }
}
