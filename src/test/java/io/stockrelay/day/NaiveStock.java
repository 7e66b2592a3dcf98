package io.stockrelay.day;

import io.stockrelay.day.Fact.Kind;
import io.stockrelay.day.Fact.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in stock and what every listing must show, worked out a second time from the written rules alone: newest
 * statement, plus movements after it, by the authority and the clocks of the company of the day. Uses no product class.
 */
final class NaiveStock {

    /** "This is all of the location": what it does not name is zero as of then. */
    record Everything(String location, Instant asOf, Set<String> skus) {}

    private record Base(long units, @Nullable Instant asOf) {}

    private final Map<String, Fact> facts = new ConcurrentHashMap<>();
    private final Map<String, Everything> runs = new ConcurrentHashMap<>();

    /** Saying the same again changes nothing. */
    void add(Collection<Fact> said) {
        for (var fact : said) {
            var before = facts.putIfAbsent(fact.key(), fact);
            if (before != null && !before.equals(fact)) {
                throw new IllegalArgumentException("the test itself says two things under " + fact.key());
            }
        }
    }

    void add(Everything run) {
        runs.put(run.location() + run.asOf(), run);
    }

    Map<String, Fact> facts() {
        return facts;
    }

    static String stater(String location) {
        return switch (location) {
            case "WH1" -> "wms";
            case "WH2" -> "erp";
            case "3PL" -> "threepl";
            default -> throw new IllegalArgumentException(location);
        };
    }

    static String mover(String location) {
        return location.equals("3PL") ? "erp" : "wms";
    }

    boolean isStated(String sku, String location) {
        return base(sku, location, State.ON_HAND).asOf() != null;
    }

    long available(String sku, String location) {
        return value(sku, location, State.ON_HAND)
                - Math.max(0, value(sku, location, State.HOLD))
                - Math.max(0, value(sku, location, State.DAMAGED));
    }

    long value(String sku, String location, State state) {
        var base = base(sku, location, state);
        long sum = base.units();
        for (var fact : at(sku, location)) {
            if (fact.kind() == Kind.MOVE && fact.source().equals(mover(location)) && isAfter(fact, base, state)) {
                sum += fact.of(state);
            }
        }
        return sum;
    }

    private Base base(String sku, String location, State state) {
        Fact newest = null;
        for (var fact : at(sku, location)) {
            boolean states = fact.kind() == Kind.LEVEL || fact.kind() == Kind.COUNT;
            if (states
                    && fact.source().equals(stater(location))
                    && fact.units().containsKey(state)
                    && (newest == null || isNewer(fact, newest, state))) {
                newest = fact;
            }
        }
        var base = newest == null ? new Base(0, null) : new Base(newest.of(state), newest.at());
        for (var run : runs.values()) {
            boolean isAbsent = run.location().equals(location) && !run.skus().contains(sku);
            if (isAbsent && (base.asOf() == null || run.asOf().isAfter(base.asOf()))) {
                base = new Base(0, run.asOf());
            }
        }
        return base;
    }

    /** By time, then count over level, then the smaller stock, then the id. */
    private static boolean isNewer(Fact fact, Fact than, State state) {
        int order = fact.at().compareTo(than.at());
        if (order == 0) {
            order = fact.kind().compareTo(than.kind());
        }
        if (order == 0) {
            order = Long.compare(than.of(state), fact.of(state)) * (state == State.ON_HAND ? 1 : -1);
        }
        return order == 0 ? fact.id().compareTo(than.id()) > 0 : order > 0;
    }

    /** Between two clocks the benefit of the doubt goes to the smaller number. */
    private static boolean isAfter(Fact move, Base base, State state) {
        if (base.asOf() == null) {
            return true;
        }
        boolean isOneSource = stater(move.location()).equals(move.source());
        var tolerance = isOneSource ? Duration.ZERO : Duration.ofMinutes(2);
        var lag =
                isOneSource ? Duration.ZERO : Duration.ofMinutes(move.location().equals("WH2") ? 10 : 30);
        boolean lowers = (move.of(state) < 0) == (state == State.ON_HAND);
        var from =
                lowers ? base.asOf().minus(tolerance).minus(lag) : base.asOf().plus(tolerance);
        return move.at().isAfter(from);
    }

    private Collection<Fact> at(String sku, String location) {
        return facts.values().stream()
                .filter(fact -> fact.sku().equals(sku) && fact.location().equals(location))
                .toList();
    }

    /** What every listing must show. */
    Map<String, Long> numbers(Shops shops) {
        var numbers = new LinkedHashMap<String, Long>();
        shops.listings().forEach(listing -> numbers.put(Shops.key(listing), NaiveNumbers.of(listing, this)));
        return new java.util.TreeMap<>(numbers);
    }
}
