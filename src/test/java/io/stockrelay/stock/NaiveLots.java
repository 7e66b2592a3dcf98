package io.stockrelay.stock;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of lots a second time: every lot is folded as if it were an item, then the lots of an item are added up, and
 * what is free of a lot past its last day is not available. Knows the test policy of {@link Events}.
 */
public final class NaiveLots {

    private static final List<String> LOTS = List.of("L0", "L1", "L2");

    private final List<StockEvent> events;
    private final Map<String, Long> byLot;
    private final LocalDate today;

    /** @param today what day it is, everywhere */
    public NaiveLots(List<StockEvent> events, Collection<CompleteRun> runs, LocalDate today) {
        this.events = events;
        this.byLot = new TreeMap<>(new NaiveFold(
                        LotEvents.asItems(events),
                        runs.stream().map(NaiveLots::ofLots).toList())
                .positions());
        this.today = today;
    }

    /** A row that failed speaks for every lot of its item. */
    private static CompleteRun ofLots(CompleteRun run) {
        var exempt = run.exempt().stream()
                .flatMap(sku -> LOTS.stream().map(lot -> new io.stockrelay.shared.Sku(sku + "|" + lot)))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        return new CompleteRun(run.run(), run.location(), run.asOf(), run.states(), exempt);
    }

    /** Units by "SKU|LOT@location/STATE"; states at zero are left out. */
    public Map<String, Long> lots() {
        var physical = new TreeMap<String, Long>(byLot);
        physical.keySet().removeIf(key -> key.endsWith("/IN_TRANSIT"));
        events.stream()
                .map(event -> event.header().sku() + "|" + lot(event) + "@"
                        + event.header().location())
                .filter(this::isBlocked)
                .forEach(lot -> physical.put(lot + "/BLOCKED", 1L));
        return physical;
    }

    /** Units by "SKU@location/STATE", what cannot be promised of them included; states at zero are left out. */
    public Map<String, Long> positions() {
        var sums = new TreeMap<String, Long>();
        new NaiveFold(events, List.of()).positions().forEach((key, units) -> {
            if (key.endsWith("/IN_TRANSIT")) {
                sums.put(key, units);
            }
        });
        byLot.keySet().removeIf(key -> key.endsWith("/IN_TRANSIT"));
        byLot.forEach((key, units) -> sums.merge(key.replaceAll("\\|[^@]*@", "@"), units, Long::sum));
        for (var place : places()) {
            long free = free(sums, place) - available(place);
            sums.put(place + "/UNUSABLE", free);
        }
        sums.values().removeIf(units -> units == 0);
        return sums;
    }

    private Set<String> places() {
        var places = new HashSet<String>();
        events.forEach(
                event -> places.add(event.header().sku() + "@" + event.header().location()));
        return places;
    }

    private static long free(Map<String, Long> units, String place) {
        return units.getOrDefault(place + "/ON_HAND", 0L)
                - Math.max(0, units.getOrDefault(place + "/QUALITY_HOLD", 0L))
                - Math.max(0, units.getOrDefault(place + "/DAMAGED", 0L));
    }

    private long available(String place) {
        long sum = 0;
        var sku = place.substring(0, place.indexOf('@'));
        var expiries = expiries();
        for (var lot : LOTS) {
            long free = free(byLot, place.replace("@", "|" + lot + "@"));
            var last = expiries.get(sku + "|" + lot);
            boolean isGone = last != null && today.isAfter(last) || isBlocked(place.replace("@", "|" + lot + "@"));
            sum += isGone ? Math.min(0, free) : free;
        }
        return sum;
    }

    /** By the last word of whoever owns holds; of two at one time a block is the last. */
    private boolean isBlocked(String lot) {
        StockEvent last = null;
        for (var event : events) {
            var header = event.header();
            boolean isHeard = header.type().name().startsWith("LOT_")
                    && header.key().source().value().equals("wms")
                    && lot.equals(header.sku() + "|" + lot(event) + "@" + header.location());
            if (isHeard && (last == null || isLater(event, last))) {
                last = event;
            }
        }
        return last != null && last.header().type() == EventType.LOT_BLOCK;
    }

    private static boolean isLater(StockEvent one, StockEvent other) {
        int order = one.header().at().compareTo(other.header().at());
        if (order == 0) {
            order = Boolean.compare(
                    one.header().type() == EventType.LOT_BLOCK, other.header().type() == EventType.LOT_BLOCK);
        }
        return order > 0;
    }

    private static String lot(StockEvent event) {
        var lot = event.header().lot();
        return lot == null ? "" : lot.code();
    }

    /** The day that the last event says; of two at one time the earlier day. */
    private Map<String, LocalDate> expiries() {
        var newest = new HashMap<String, StockEvent>();
        for (var event : events) {
            var lot = event.header().lot();
            if (lot != null && lot.expiresOn() != null && isHeard(event)) {
                newest.merge(
                        event.header().sku() + "|" + lot.code(),
                        event,
                        (one, other) -> isNewer(other, one) ? other : one);
            }
        }
        var days = new HashMap<String, LocalDate>();
        newest.forEach((lot, event) -> days.put(lot, day(event)));
        return days;
    }

    private static boolean isHeard(StockEvent event) {
        var source = event.header().key().source().value();
        boolean isLevel = event instanceof LevelEvent && event.header().type().ordinal() <= EventType.LEVEL.ordinal();
        return source.equals(isLevel && event.header().location().value().equals("WH2") ? "erp" : "wms");
    }

    private static boolean isNewer(StockEvent one, StockEvent other) {
        int order = one.header().at().compareTo(other.header().at());
        if (order == 0) {
            order = day(other).compareTo(day(one));
        }
        return order > 0;
    }

    private static LocalDate day(StockEvent event) {
        @Nullable LotMark lot = event.header().lot();
        if (lot == null || lot.expiresOn() == null) {
            throw new IllegalArgumentException("states no day");
        }
        return lot.expiresOn();
    }
}
