package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules of positions written a second time, slowly and from the text alone: look at all events at once, find the
 * winning statement, add up what comes after it. Knows the test policy of {@link Events}, not the product's classes.
 */
public final class NaiveFold {

    private final List<StockEvent> events = new ArrayList<>();
    private final List<CompleteRun> runs = new ArrayList<>();

    public NaiveFold(Collection<? extends StockEvent> all, Collection<CompleteRun> completeRuns) {
        var seen = new HashSet<EventKey>();
        for (var event : all) {
            if (seen.add(event.header().key())) {
                events.add(event);
            }
        }
        runs.addAll(completeRuns);
    }

    /** Units by "SKU@location/STATE"; states at zero are left out. */
    public Map<String, Long> positions() {
        var result = new TreeMap<String, Long>();
        var keys = new HashSet<PositionKey>();
        events.forEach(event -> keys.add(event.header().position()));
        for (var event : events) {
            if (event instanceof MovementEvent move && move.toLocation() != null) {
                keys.add(new PositionKey(move.header().sku(), move.toLocation()));
            }
        }
        for (var key : keys) {
            for (var state : List.of(StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED)) {
                put(result, key, state, value(key, state));
            }
            put(result, key, StockState.IN_TRANSIT, inTransit(key));
        }
        return result;
    }

    private static void put(Map<String, Long> result, PositionKey key, StockState state, long units) {
        if (units != 0) {
            result.put(key.sku() + "@" + key.location() + "/" + state, units);
        }
    }

    private static String stater(LocationId at) {
        return at.value().equals("WH1") ? "wms" : "erp";
    }

    private long value(PositionKey key, StockState state) {
        long best = 0;
        java.time.Instant from = null;
        int bestRank = -1;
        String bestId = "";
        for (var event : events) {
            if (!(event instanceof LevelEvent level)
                    || !level.header().position().equals(key)
                    || !level.units().containsKey(state)
                    || !level.header().key().source().value().equals(stater(key.location()))) {
                continue;
            }
            long units = level.units().get(state);
            int rank = level.header().type() == EventType.COUNT ? 2 : 1;
            var asOf = level.header().at();
            var id = level.header().key().id();
            boolean better = from == null || asOf.isAfter(from);
            if (from != null && asOf.equals(from)) {
                boolean moreCareful = state == StockState.ON_HAND ? units < best : units > best;
                better = rank > bestRank
                        || rank == bestRank && (moreCareful || units == best && id.compareTo(bestId) > 0);
            }
            if (better) {
                best = units;
                from = asOf;
                bestRank = rank;
                bestId = id;
            }
        }
        for (var run : runs) {
            if (run.location().equals(key.location())
                    && run.states().contains(state)
                    && !run.exempt().contains(key.sku())
                    && (from == null || run.asOf().isAfter(from))) {
                best = 0;
                from = run.asOf();
            }
        }
        return best + movementsAfter(key, state, from);
    }

    private long movementsAfter(
            PositionKey key, StockState state, java.time.@org.jspecify.annotations.Nullable Instant from) {
        boolean twoSources = key.location().value().equals("WH2");
        long sum = 0;
        for (var event : events) {
            if (!(event instanceof MovementEvent move)
                    || !move.header().position().equals(key)
                    || !move.header().key().source().value().equals("wms")) {
                continue;
            }
            long change = change(move, state);
            boolean makesLess = state == StockState.ON_HAND ? change < 0 : change > 0;
            var shift = !twoSources
                    ? Duration.ZERO
                    : makesLess ? Events.TOLERANCE.plus(Events.LAG).negated() : Events.TOLERANCE;
            if (from == null || move.header().at().isAfter(from.plus(shift))) {
                sum += change;
            }
        }
        return sum;
    }

    private static long change(MovementEvent move, StockState state) {
        long q = move.units();
        var type = move.header().type();
        if (state == StockState.ON_HAND) {
            return switch (type) {
                case RECEIVE, RETURN, ADJUST, TRANSFER_IN -> q;
                case SHIP, TRANSFER_OUT, SCRAP -> -q;
                default -> 0;
            };
        }
        if (state == StockState.QUALITY_HOLD) {
            boolean returned = type == EventType.RETURN && move.disposition() == Disposition.HOLD;
            return type == EventType.HOLD || returned ? q : type == EventType.RELEASE ? -q : 0;
        }
        boolean returned = type == EventType.RETURN && move.disposition() == Disposition.DAMAGED;
        return type == EventType.DAMAGE || returned ? q : type == EventType.SCRAP ? -q : 0;
    }

    private long inTransit(PositionKey key) {
        var expected = new HashMap<String, ExpectEvent>();
        var transferred = new HashMap<String, Long>();
        var received = new HashMap<String, Long>();
        for (var event : events) {
            var reference = event.header().reference();
            if (reference == null) {
                continue;
            }
            if (event instanceof ExpectEvent expect && event.header().position().equals(key)) {
                expected.merge(reference, expect, NaiveFold::newer);
            }
            if (event instanceof MovementEvent move
                    && move.header().key().source().value().equals("wms")) {
                count(key, move, reference, transferred, received);
            }
        }
        var references = new HashSet<String>(expected.keySet());
        references.addAll(transferred.keySet());
        return references.stream()
                .mapToLong(reference -> Math.max(
                        0,
                        (expected.containsKey(reference)
                                        ? expected.get(reference).units()
                                        : 0)
                                + transferred.getOrDefault(reference, 0L)
                                - received.getOrDefault(reference, 0L)))
                .sum();
    }

    private static void count(
            PositionKey key,
            MovementEvent move,
            String reference,
            Map<String, Long> transferred,
            Map<String, Long> received) {
        var type = move.header().type();
        Sku sku = move.header().sku();
        if (type == EventType.TRANSFER_OUT
                && move.toLocation() != null
                && new PositionKey(sku, move.toLocation()).equals(key)) {
            transferred.merge(reference, move.units(), Long::sum);
        }
        if ((type == EventType.RECEIVE || type == EventType.TRANSFER_IN)
                && move.header().position().equals(key)) {
            received.merge(reference, move.units(), Long::sum);
        }
    }

    private static ExpectEvent newer(ExpectEvent a, ExpectEvent b) {
        int order = a.header().at().compareTo(b.header().at());
        if (order == 0) {
            order = Long.compare(b.units(), a.units());
        }
        if (order == 0) {
            order = a.header().key().id().compareTo(b.header().key().id());
        }
        return order > 0 ? a : b;
    }
}
