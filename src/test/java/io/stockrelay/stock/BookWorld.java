package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Locations of sources that report salable figures and order books, and a few words to tell what happens there. At S1 and
 * S2 the ERP reports salable figures, at S2 and S3 it states its order book, and at S1 and S3 the WMS moves the goods.
 */
public final class BookWorld {

    public static final LocationId S1 = new LocationId("S1");
    public static final LocationId S2 = new LocationId("S2");
    public static final LocationId S3 = new LocationId("S3");
    public static final Sku TENT = new Sku("TENT");
    static final String NAMESPACE = "acme";

    private BookWorld() {}

    public static StockPolicy policy() {
        var locations = new HashMap<LocationId, LocationSettings>();
        locations.put(S1, location(S1, Events.ERP, Events.WMS, Events.WMS, null));
        locations.put(S2, location(S2, Events.ERP, Events.ERP, Events.ERP, Events.ERP));
        locations.put(S3, location(S3, Events.WMS, Events.WMS, Events.WMS, Events.ERP));
        var pair = new Clocks.Pair(Events.ERP, Events.WMS);
        return new StockPolicy(
                new Authority(locations),
                new Clocks(Map.of(pair, new Clocks.Slack(Events.TOLERANCE, Events.LAG))),
                source -> NAMESPACE,
                source -> source.equals(Events.ERP)
                        ? Set.of(StockState.ALLOCATED, StockState.QUALITY_HOLD, StockState.DAMAGED)
                        : Set.of());
    }

    private static LocationSettings location(
            LocationId id, SourceId onHand, SourceId held, SourceId moving, @Nullable SourceId book) {
        Map<StockState, SourceId> states = new EnumMap<>(StockState.class);
        states.put(StockState.ON_HAND, onHand);
        states.put(StockState.QUALITY_HOLD, held);
        states.put(StockState.DAMAGED, held);
        if (book != null) {
            states.put(StockState.ALLOCATED, book);
        }
        Map<EventType, SourceId> movements = new EnumMap<>(EventType.class);
        Stream.of(EventType.values()).filter(EventType::isMovement).forEach(type -> movements.put(type, moving));
        return new LocationSettings(id, id.value(), states, movements, LocationSettings.InTransit.REFERENCES);
    }

    /** A promise of ours, as it is after this step. */
    public record Promise(ReferenceKey key, long units) {}

    public static Instant time(String clock) {
        return Instant.parse("2026-11-21T" + clock + ":00Z");
    }

    public static PositionKey position(LocationId at) {
        return new PositionKey(TENT, at);
    }

    public static OrderReference order(String reference) {
        return new OrderReference(NAMESPACE, reference);
    }

    /** What a sentence such as {@code list 12:00 A=10 X=5} says of one position: events, or one promise. */
    public static List<Object> told(LocationId at, String sentence) {
        var words = sentence.split(" ");
        return switch (words[0]) {
            case "promise" -> List.of(new Promise(order(words[1]).at(position(at)), Long.parseLong(words[2])));
            case "ack" -> List.of(ack(at, words));
            case "list" -> list(at, words);
            case "level", "count" -> List.of(level(at, words));
            default -> List.of(move(at, words));
        };
    }

    /** {@code ack A 10 11:30} and, with an alias, {@code ack A 10 11:30 SO-9}. */
    private static BookEvent ack(LocationId at, String[] words) {
        var alias = words.length > 4 ? order(words[4]) : null;
        return book(
                String.join(" ", words),
                EventType.ACKNOWLEDGE,
                at,
                time(words[3]),
                order(words[1]),
                alias,
                Long.parseLong(words[2]),
                false);
    }

    private static List<Object> list(LocationId at, String[] words) {
        var events = new ArrayList<Object>();
        for (int i = 2; i < words.length; i++) {
            var line = words[i].split("=");
            events.add(book(
                    String.join(" ", words) + "#" + i,
                    EventType.OPEN_ORDERS,
                    at,
                    time(words[1]),
                    order(line[0]),
                    null,
                    Long.parseLong(line[1]),
                    i == words.length - 1));
        }
        return events;
    }

    public static BookEvent book(
            String id,
            EventType type,
            LocationId location,
            Instant at,
            OrderReference order,
            @Nullable OrderReference alias,
            long units,
            boolean completesList) {
        var hash = UUID.nameUUIDFromBytes((id + units + at).getBytes(StandardCharsets.UTF_8));
        var header = new EventHeader(
                new EventKey(Events.ERP, id), hash, type, TENT, location, at, 0, order.reference(), null, null);
        return new BookEvent(header, order, alias, units, completesList);
    }

    /** {@code level 12:00 onHand=40 allocated=15}, each from whoever owns the state there. */
    private static LevelEvent level(LocationId at, String[] words) {
        var units = new EnumMap<StockState, Long>(StockState.class);
        for (int i = 2; i < words.length; i++) {
            var stated = words[i].split("=");
            units.put(state(stated[0]), Long.parseLong(stated[1]));
        }
        var source = Objects.requireNonNull(
                settings(at).states().get(units.keySet().iterator().next()));
        var type = words[0].equals("count") ? EventType.COUNT : EventType.LEVEL;
        return Events.level(source, String.join(" ", words), type, TENT.value(), at, units, time(words[1]));
    }

    private static LocationSettings settings(LocationId at) {
        return Objects.requireNonNull(policy().authority().locations().get(at));
    }

    private static StockState state(String code) {
        return switch (code) {
            case "onHand" -> StockState.ON_HAND;
            case "hold" -> StockState.QUALITY_HOLD;
            case "damaged" -> StockState.DAMAGED;
            default -> StockState.ALLOCATED;
        };
    }

    /** {@code ship 4 12:10 A}, {@code hold 2 12:05}. */
    private static MovementEvent move(LocationId at, String[] words) {
        var type = EventType.ofCode(words[0]).orElseThrow();
        var source = Objects.requireNonNull(settings(at).movements().get(type));
        var reference = words.length > 3 && !words[3].startsWith("#") ? words[3] : null;
        return Events.move(
                source,
                String.join(" ", words),
                type,
                TENT.value(),
                at,
                Long.parseLong(words[1]),
                time(words[2]),
                reference,
                null,
                Disposition.SELLABLE);
    }
}
