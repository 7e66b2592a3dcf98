package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stock events and a policy for tests: source {@code wms} runs WH1, {@code erp} runs WH2 with wms movements on top, and
 * WH3 is run by wms but for what leaves it: that is told by reservations.
 */
public final class Events {

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final SourceId WMS = new SourceId("wms");
    public static final SourceId ERP = new SourceId("erp");
    public static final LocationId WH1 = new LocationId("WH1");
    public static final LocationId WH2 = new LocationId("WH2");
    public static final LocationId WH3 = new LocationId("WH3");
    public static final SourceId RESERVATIONS = new SourceId("reservations");
    public static final Duration TOLERANCE = Duration.ofMinutes(2);
    public static final Duration LAG = Duration.ofMinutes(10);

    private Events() {}

    /** WH1: wms states and moves all. WH2: erp states all, wms moves all (so the pair's slack matters). */
    public static StockPolicy policy() {
        var locations = new HashMap<LocationId, LocationSettings>();
        locations.put(WH1, location(WH1, WMS, WMS));
        locations.put(WH2, location(WH2, ERP, WMS));
        var own = location(WH3, WMS, WMS);
        own.movements().put(EventType.SHIP, RESERVATIONS);
        locations.put(WH3, own);
        var pair = new Clocks.Pair(ERP, WMS);
        return new StockPolicy(
                new Authority(locations), new Clocks(Map.of(pair, new Clocks.Slack(TOLERANCE, LAG))), source -> "acme");
    }

    private static LocationSettings location(LocationId id, SourceId stating, SourceId moving) {
        Map<StockState, SourceId> states = new EnumMap<>(StockState.class);
        Stream.of(StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED)
                .forEach(state -> states.put(state, stating));
        Map<EventType, SourceId> movements = new EnumMap<>(EventType.class);
        Stream.of(EventType.values()).filter(EventType::isMovement).forEach(type -> movements.put(type, moving));
        movements.put(EventType.EXPECT, ERP);
        return new LocationSettings(id, id.value(), states, movements, LocationSettings.InTransit.REFERENCES);
    }

    public static MovementEvent move(
            SourceId source, String id, EventType type, String sku, LocationId at, long units, Instant when) {
        return new MovementEvent(
                header(source, id, type, sku, at, when, null, units), units, null, Disposition.SELLABLE);
    }

    public static MovementEvent move(
            SourceId source,
            String id,
            EventType type,
            String sku,
            LocationId at,
            long units,
            Instant when,
            @Nullable String reference,
            @Nullable LocationId to,
            Disposition disposition) {
        return new MovementEvent(header(source, id, type, sku, at, when, reference, units), units, to, disposition);
    }

    public static LevelEvent level(
            SourceId source,
            String id,
            EventType type,
            String sku,
            LocationId at,
            Map<StockState, Long> units,
            Instant asOf) {
        return new LevelEvent(header(source, id, type, sku, at, asOf, null, units.hashCode()), units, null);
    }

    public static LevelEvent onHand(SourceId source, String id, String sku, LocationId at, long units, Instant asOf) {
        return level(source, id, EventType.LEVEL, sku, at, Map.of(StockState.ON_HAND, units), asOf);
    }

    public static ExpectEvent expect(String id, String sku, LocationId at, long units, String reference, Instant when) {
        return new ExpectEvent(header(ERP, id, EventType.EXPECT, sku, at, when, reference, units), units, null);
    }

    private static EventHeader header(
            SourceId source,
            String id,
            EventType type,
            String sku,
            LocationId at,
            Instant when,
            @Nullable String reference,
            long content) {
        var hash =
                UUID.nameUUIDFromBytes((type + sku + at + when + reference + content).getBytes(StandardCharsets.UTF_8));
        return new EventHeader(new EventKey(source, id), hash, type, new Sku(sku), at, when, 0, reference, null, null);
    }

    /** Drafts that live as long as the test: the merge without a database. */
    public static final class Memory implements Drafts {

        public final Map<PositionKey, PositionDraft> positions = new HashMap<>();
        private final Map<OrderReference, OrderReference> aliases = new HashMap<>();
        private final Map<ReferenceKey, ReferenceTotals> references = new HashMap<>();
        private final LotBook lots = new LotBook(policy().lots(), NOON);

        @Override
        public PositionDraft position(PositionKey key) {
            return positions.computeIfAbsent(key, PositionDraft::new);
        }

        @Override
        public LotBook lots() {
            return lots;
        }

        @Override
        public ReferenceTotals reference(ReferenceKey key) {
            return references.getOrDefault(resolve(key), ReferenceTotals.NONE);
        }

        @Override
        public void change(ReferenceKey key, ReferenceTotals totals) {
            references.put(resolve(key), totals);
        }

        @Override
        public Collection<PositionDraft> positions() {
            return positions.values();
        }

        @Override
        public OrderReference resolve(OrderReference order) {
            return aliases.getOrDefault(order, order);
        }

        @Override
        public void alias(OrderReference alias, OrderReference order) {
            aliases.replaceAll((known, named) -> named.equals(alias) ? order : named);
            aliases.put(alias, order);
        }

        private ReferenceKey resolve(ReferenceKey key) {
            return resolve(new OrderReference(key.namespace(), key.reference())).at(key.position());
        }

        public long units(String sku, LocationId at, StockState state) {
            return position(new PositionKey(new Sku(sku), at)).track(state).units();
        }
    }
}
