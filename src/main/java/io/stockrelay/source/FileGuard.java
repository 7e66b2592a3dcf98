package io.stockrelay.source;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.FileRunStore.LocationEffect;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.OpenOrders;
import io.stockrelay.stock.OrderReference;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a run looks like an accident: it would empty, or move, too much of a location. */
final class FileGuard {

    private FileGuard() {}

    /** Why it is held, with every location at fault; empty where it may pass. */
    static Optional<String> problem(List<LocationEffect> effects, Guards guards) {
        var problems = effects.stream()
                .flatMap(effect -> Stream.concat(zeroed(effect, guards).stream(), moved(effect, guards).stream()))
                .toList();
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static Optional<String> zeroed(LocationEffect effect, Guards guards) {
        return exceeds(effect.zeroed(), effect.stocked(), guards.zeroedSharePercent())
                ? Optional.of("it would bring " + effect.zeroed() + " of the " + effect.stocked()
                        + " SKUs in stock at " + effect.location() + " to zero (allowed: "
                        + guards.zeroedSharePercent() + " %)")
                : Optional.empty();
    }

    private static Optional<String> moved(LocationEffect effect, Guards guards) {
        long moved = Math.abs(effect.unitsAfter() - effect.unitsBefore());
        return exceeds(moved, effect.unitsBefore(), guards.movedSharePercent())
                ? Optional.of("it would change the units at " + effect.location() + " from " + effect.unitsBefore()
                        + " to " + effect.unitsAfter() + " (allowed: " + guards.movedSharePercent() + " %)")
                : Optional.empty();
    }

    /** The same for lists of open orders: whether they would close too many that have not left. */
    static Optional<String> problem(SourceId source, List<EventGroup> lists, OpenOrders books, Guards guards) {
        var listed = new LinkedHashMap<LocationId, Set<Line>>();
        for (var event :
                lists.stream().flatMap(group -> group.events().stream()).toList()) {
            if (event instanceof BookEvent booked && booked.units() >= 0) {
                listed.computeIfAbsent(booked.header().location(), at -> new HashSet<>())
                        .add(new Line(booked.order(), booked.header().sku()));
            }
        }
        var problems = new ArrayList<String>();
        listed.forEach((location, lines) ->
                closed(location, lines, books.of(source, location), guards).ifPresent(problems::add));
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private record Line(OrderReference order, Sku sku) {}

    private static Optional<String> closed(
            LocationId location, Set<Line> listed, List<OpenOrders.Open> open, Guards guards) {
        var closing = open.stream()
                .filter(one -> one.numbers().stream().noneMatch(number -> listed.contains(new Line(number, one.sku()))))
                .toList();
        return exceeds(closing.size(), open.size(), guards.zeroedSharePercent())
                ? Optional.of("it would close " + closing.size() + " of the " + open.size()
                        + " order lines that are open at " + location + ", "
                        + closing.stream().mapToLong(OpenOrders.Open::units).sum() + " units (allowed: "
                        + guards.zeroedSharePercent() + " %)")
                : Optional.empty();
    }

    /** An empty location has no share: a first load is no accident. */
    private static boolean exceeds(long part, long whole, int percent) {
        return whole > 0
                && BigInteger.valueOf(part)
                                .multiply(BigInteger.valueOf(100))
                                .compareTo(BigInteger.valueOf(whole).multiply(BigInteger.valueOf(percent)))
                        > 0;
    }
}
