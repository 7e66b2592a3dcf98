package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.BookWorld.Promise;
import io.stockrelay.testkit.Chance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Facts about one position of a crowded little world, each a sentence of {@link BookWorld}. */
public final class RandomBooks {

    private static final List<String> ORDERS = List.of("A", "B", "C", "X", "SO-A", "SO-B");

    private final Random random;
    private final LocationId at;
    private int number;

    public RandomBooks(long seed, LocationId at) {
        this.random = Chance.of(seed);
        this.at = at;
    }

    /** Each a list of events that arrive together, or one promise. */
    public List<List<Object>> facts(int count) {
        var facts = new ArrayList<List<Object>>();
        for (int i = 0; i < count; i++) {
            facts.add(BookWorld.told(at, sentence()));
        }
        return facts;
    }

    public static List<Promise> promises(List<List<Object>> facts) {
        return facts.stream()
                .flatMap(List::stream)
                .filter(Promise.class::isInstance)
                .map(Promise.class::cast)
                .toList();
    }

    public static List<StockEvent> events(List<List<Object>> facts) {
        return facts.stream()
                .flatMap(List::stream)
                .filter(StockEvent.class::isInstance)
                .map(StockEvent.class::cast)
                .toList();
    }

    /** The same facts about an item with so many lots; what is said of orders is of none of them. */
    public static List<List<Object>> byLot(List<List<Object>> facts, int lots) {
        var byLot = new ArrayList<List<Object>>();
        for (var fact : facts) {
            byLot.add(fact.stream().map(told -> byLot(told, lots)).toList());
        }
        return byLot;
    }

    private static Object byLot(Object told, int lots) {
        boolean isOfLots = told instanceof MovementEvent
                || told instanceof LevelEvent level && !level.units().containsKey(StockState.ALLOCATED);
        if (!isOfLots) {
            return told;
        }
        var event = (StockEvent) told;
        int lot = Math.floorMod(event.header().key().id().hashCode(), lots);
        return LotEvents.of("L" + lot, null, event);
    }

    /** Promises are no events: each follows the one before, whenever events arrive. */
    public static Map<StockState, Long> merged(List<List<Object>> arrival, List<Promise> promises, LocationId at) {
        var draft = draft(arrival, promises, at);
        var result = new TreeMap<StockState, Long>();
        for (var state :
                List.of(StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED, StockState.ALLOCATED)) {
            result.put(state, draft.track(state).units());
        }
        return result;
    }

    /** The position and each of its lots. */
    public static Map<String, Long> lots(List<List<Object>> arrival, List<Promise> promises, LocationId at) {
        var draft = draft(arrival, promises, at);
        var result = new TreeMap<String, Long>();
        merged(arrival, promises, at).forEach((state, units) -> result.put(state.name(), units));
        result.put("available", draft.available());
        var lots = draft.lots();
        if (lots != null) {
            lots.all()
                    .forEach((lot, own) ->
                            result.put(lot, own.track(StockState.ON_HAND).units()));
            result.remove(Lots.NO_LOT, 0L);
        }
        return result;
    }

    private static PositionDraft draft(List<List<Object>> arrival, List<Promise> promises, LocationId at) {
        var merge = new Merge(BookWorld.policy());
        var memory = new Events.Memory();
        var seen = new HashSet<EventKey>();
        var next = promises.iterator();
        for (var fact : arrival) {
            for (var told : fact) {
                if (told instanceof Promise) {
                    var promise = next.next();
                    merge.reserve(promise.key(), promise.units(), memory);
                } else if (seen.add(((StockEvent) told).header().key())) {
                    merge.decide((StockEvent) told, memory);
                }
            }
        }
        return memory.position(BookWorld.position(at));
    }

    private String sentence() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> level();
            case 2 -> "promise " + "ABC".charAt(random.nextInt(3)) + " " + random.nextInt(8);
            case 3, 4 -> ack();
            case 5 -> list();
            case 6, 7 -> "ship " + (1 + random.nextInt(5)) + " " + time() + " " + order() + unique();
            default ->
                List.of("receive", "hold", "release", "damage", "scrap").get(random.nextInt(5)) + " "
                        + (1 + random.nextInt(4)) + " " + time() + unique();
        };
    }

    /** SO-A is the source's number of A, SO-B of B. */
    private String ack() {
        int which = random.nextInt(4);
        var alias = which < 2 && random.nextBoolean() ? " SO-" + "AB".charAt(which) : "";
        return "ack " + "ABCX".charAt(which) + " " + random.nextInt(9) + " " + time() + alias;
    }

    private String list() {
        var text = new StringBuilder("list ").append(time());
        int lines = 1 + random.nextInt(3);
        int from = random.nextInt(ORDERS.size());
        for (int i = 0; i < lines; i++) {
            text.append(' ').append(ORDERS.get((from + i) % 4)).append('=').append(random.nextInt(7));
        }
        return text.toString();
    }

    private String level() {
        boolean mayCount = random.nextInt(4) == 0;
        int what = random.nextInt(5);
        var stated = switch (what) {
            case 0, 1 -> "onHand=" + random.nextInt(30);
            case 2 -> "hold=" + random.nextInt(5);
            case 3 -> "damaged=" + random.nextInt(5);
            default -> at.equals(BookWorld.S1) ? "onHand=" + random.nextInt(30) : "allocated=" + random.nextInt(12);
        };
        return (mayCount && what < 4 ? "count " : "level ") + time() + " " + stated;
    }

    private String order() {
        return ORDERS.get(random.nextInt(ORDERS.size()));
    }

    private String time() {
        return "12:%02d".formatted(random.nextInt(40));
    }

    /** Two movements of the same words are two movements. */
    private String unique() {
        return " #" + number++;
    }
}
