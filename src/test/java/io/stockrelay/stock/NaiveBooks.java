package io.stockrelay.stock;

import io.stockrelay.stock.BookWorld.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Salable figures, order books and stated allocations a second time, slowly and from the text alone: available is the
 * figure, less lines not netted, less states not netted, plus what came after. Knows the sources of {@link BookWorld},
 * not the product's rules.
 */
public final class NaiveBooks {

    private final List<StockEvent> events = new ArrayList<>();
    private final Map<String, Long> reserved = new HashMap<>();
    private final Map<String, Long> reservedMost = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();

    /** @param promises in the order in which they were made */
    public NaiveBooks(List<? extends StockEvent> all, List<Promise> promises) {
        var seen = new HashSet<EventKey>();
        all.stream().filter(event -> seen.add(event.header().key())).forEach(events::add);
        for (var promise : promises) {
            var order = promise.key().reference();
            reserved.put(order, promise.units());
            reservedMost.merge(order, promise.units(), Math::max);
        }
        for (var event : events) {
            if (event instanceof BookEvent booked && booked.alias() != null) {
                aliases.put(booked.alias().reference(), booked.order().reference());
            }
        }
    }

    private String order(@Nullable String reference) {
        var name = reference == null ? "" : reference;
        while (aliases.containsKey(name)) {
            name = aliases.get(name);
        }
        return name;
    }

    /** A figure that counts, and as of when. */
    private record Figure(long units, Instant at, boolean salable, String source) {}

    private @Nullable Figure figure(StockState state, Instant upTo) {
        LevelEvent best = null;
        for (var event : events) {
            if (event instanceof LevelEvent level
                    && level.units().containsKey(state)
                    && !level.header().at().isAfter(upTo)
                    && (best == null || beats(level, best, state))) {
                best = level;
            }
        }
        if (best == null) {
            return null;
        }
        var source = best.header().key().source().value();
        boolean salable =
                state == StockState.ON_HAND && best.header().type() == EventType.LEVEL && source.equals("erp");
        return new Figure(units(best, state), best.header().at(), salable, source);
    }

    private static long units(LevelEvent level, StockState state) {
        return level.units().getOrDefault(state, 0L);
    }

    private static boolean beats(LevelEvent one, LevelEvent other, StockState state) {
        int order = one.header().at().compareTo(other.header().at());
        if (order == 0) {
            order = Boolean.compare(
                    one.header().type() == EventType.COUNT, other.header().type() == EventType.COUNT);
        }
        if (order == 0) {
            order = Long.compare(units(other, state), units(one, state)) * (state == StockState.ON_HAND ? 1 : -1);
        }
        return order == 0
                ? one.header().key().id().compareTo(other.header().key().id()) > 0
                : order > 0;
    }

    /** On hand, hold, damaged, allocated. */
    public Map<StockState, Long> states() {
        var hold = state(StockState.QUALITY_HOLD);
        var damaged = state(StockState.DAMAGED);
        var figure = figure(StockState.ON_HAND, Instant.MAX);
        var stated = figure(StockState.ALLOCATED, Instant.MAX);
        var salable = figure != null && figure.salable() ? figure : null;
        long onHand = state(StockState.ON_HAND);
        long allocated = 0;
        for (var order : orders()) {
            long n = salable != null ? inside(order, salable, StockState.ON_HAND) : 0;
            long d = salable != null ? shipped(order, salable, StockState.ON_HAND) : 0;
            long m = stated == null ? 0 : inside(order, stated, StockState.ALLOCATED);
            long e = stated == null ? 0 : shipped(order, stated, StockState.ALLOCATED);
            long all = shipped(order, null, StockState.ON_HAND);
            onHand += n;
            allocated += Math.max(0, reserved.getOrDefault(order, 0L) - all);
            if (salable != null || stated != null) {
                long theirs = Math.max(Math.max(n - d, m - e), openNow(order));
                long ours = Math.max(0, reservedMost.getOrDefault(order, 0L) - all);
                allocated += Math.max(0, theirs - ours);
            }
        }
        long unknown = unknown(stated);
        allocated += unknown;
        if (salable != null) {
            boolean newer = stated != null && stated.at().isAfter(salable.at());
            onHand += newer ? Math.min(unknown, unknown(figure(StockState.ALLOCATED, salable.at()))) : unknown;
            onHand += netted(StockState.QUALITY_HOLD, hold, salable) + netted(StockState.DAMAGED, damaged, salable);
        }
        var result = new TreeMap<StockState, Long>();
        result.put(StockState.ON_HAND, onHand);
        result.put(StockState.QUALITY_HOLD, hold);
        result.put(StockState.DAMAGED, damaged);
        result.put(StockState.ALLOCATED, allocated);
        return result;
    }

    private long unknown(@Nullable Figure stated) {
        if (stated == null) {
            return 0;
        }
        long known = orders().stream()
                .mapToLong(order -> inside(order, stated, StockState.ALLOCATED))
                .sum();
        return Math.max(0, stated.units() - known);
    }

    private long netted(StockState state, long now, Figure salable) {
        long after = moved(state, salable);
        long byNow = Math.max(0, now) - after;
        var newest = figure(state, Instant.MAX);
        if (newest == null || !newest.at().isAfter(salable.at())) {
            return byNow;
        }
        var then = figure(state, salable.at());
        return Math.min(byNow, then == null ? 0 : Math.max(0, then.units() + moved(state, then) - after));
    }

    private long state(StockState state) {
        var figure = figure(state, Instant.MAX);
        return (figure == null ? 0 : figure.units()) + moved(state, figure);
    }

    private long moved(StockState state, @Nullable Figure since) {
        long sum = 0;
        for (var event : events) {
            if (event instanceof MovementEvent move) {
                long change = change(move, state);
                sum += change != 0 && isAfter(move, since, state == StockState.ON_HAND ? change < 0 : change > 0)
                        ? change
                        : 0;
            }
        }
        return sum;
    }

    private static long change(MovementEvent move, StockState state) {
        long units = move.units();
        return switch (move.header().type()) {
            case RECEIVE -> state == StockState.ON_HAND ? units : 0;
            case SHIP -> state == StockState.ON_HAND ? -units : 0;
            case HOLD -> state == StockState.QUALITY_HOLD ? units : 0;
            case RELEASE -> state == StockState.QUALITY_HOLD ? -units : 0;
            case DAMAGE -> state == StockState.DAMAGED ? units : 0;
            case SCRAP -> state == StockState.QUALITY_HOLD ? 0 : -units;
            default -> 0;
        };
    }

    /** The ERP posts what the WMS moves up to ten minutes late, and their clocks are two minutes apart. */
    private static boolean isAfter(MovementEvent move, @Nullable Figure since, boolean makesLess) {
        if (since == null) {
            return true;
        }
        var mover = move.header().key().source().value();
        var shift = mover.equals(since.source())
                ? Duration.ZERO
                : makesLess ? Duration.ofMinutes(-12) : Duration.ofMinutes(2);
        boolean isPair = since.source().equals("erp");
        return move.header().at().isAfter(isPair ? since.at().plus(shift) : since.at());
    }

    private long shipped(String order, @Nullable Figure since, StockState state) {
        return events.stream()
                .filter(MovementEvent.class::isInstance)
                .map(MovementEvent.class::cast)
                .filter(move -> move.header().type() == EventType.SHIP
                        && move.header().reference() != null
                        && order(move.header().reference()).equals(order)
                        && isAfter(move, since, state == StockState.ON_HAND))
                .mapToLong(MovementEvent::units)
                .sum();
    }

    private Set<String> orders() {
        var orders = new HashSet<>(reserved.keySet());
        for (var event : events) {
            if (event instanceof BookEvent booked) {
                orders.add(order(booked.order().reference()));
            }
        }
        return orders;
    }

    /** What was said of an order last, as of a time: what, and whether it was all of it, a list or an absence. */
    private record Said(long units, Instant at, int rank, String id) {}

    private @Nullable Said said(String order, Instant upTo) {
        Said last = null;
        var lists = new LinkedHashMap<Instant, Boolean>();
        boolean isKnown = false;
        for (var event : events) {
            if (event instanceof BookEvent booked) {
                var at = booked.header().at();
                if (booked.completesList()) {
                    lists.put(at, true);
                }
                if (!order(booked.order().reference()).equals(order)) {
                    continue;
                }
                isKnown = true;
                int rank = booked.header().type() == EventType.OPEN_ORDERS ? 2 : 0;
                var said =
                        new Said(booked.units(), at, rank, booked.header().key().id());
                last = at.isAfter(upTo) || last != null && !isLater(said, last) ? last : said;
            }
        }
        for (var at : lists.keySet()) {
            var absent = new Said(0, at, 1, "");
            last = !isKnown || at.isAfter(upTo) || last != null && !isLater(absent, last) ? last : absent;
        }
        return last;
    }

    private static boolean isLater(Said one, Said other) {
        int order = one.at().compareTo(other.at());
        order = order == 0 ? Integer.compare(one.rank(), other.rank()) : order;
        order = order == 0 ? Long.compare(other.units(), one.units()) : order;
        return order == 0 ? one.id().compareTo(other.id()) > 0 : order > 0;
    }

    private long inside(String order, Figure figure, StockState state) {
        var said = figure.source().equals("erp") ? said(order, figure.at()) : null;
        if (said == null) {
            return 0;
        }
        long all = shipped(order, null, state);
        long after = shipped(order, figure, state);
        if (said.rank() == 0) {
            return Math.max(0, said.units() - (all - after));
        }
        long between = 0;
        var list = new Figure(0, said.at(), false, "erp");
        for (var event : events) {
            if (event instanceof MovementEvent move
                    && move.header().type() == EventType.SHIP
                    && order(move.header().reference()).equals(order)
                    && isAfter(move, list, true)
                    && !isAfter(move, figure, state == StockState.ON_HAND)) {
                between += move.units();
            }
        }
        return Math.max(0, said.units() - between);
    }

    private long openNow(String order) {
        var said = said(order, Instant.MAX);
        if (said == null) {
            return 0;
        }
        var since = said.rank() == 0 ? null : new Figure(0, said.at(), false, "erp");
        return Math.max(0, said.units() - shipped(order, since, StockState.ON_HAND));
    }
}
