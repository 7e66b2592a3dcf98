package io.stockrelay.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.StockState;
import io.stockrelay.testkit.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Orders and the goods that leave for them, in any order and any number of times, against a fold as simple as can be. */
class OrderPropertyTest {

    private static final List<String> ORDERS = List.of("o1", "o2");
    private static final List<String> LINES = List.of("1", "2", "3");
    private static final Map<String, String> SKUS = Map.of("1", "A", "2", "B", "3", "A");

    @Property(tries = 2_000)
    void any_arrival_ends_in_what_the_naive_fold_says(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int count) {
        var random = Chance.of(seed);
        var facts = facts(random, count);
        var arrival = new ArrayList<>(facts);
        for (int i = 0; i < count / 3; i++) {
            arrival.add(facts.get(random.nextInt(facts.size())));
        }

        var ledger = ledgerAfter(arrival, random);

        assertAllocated(ledger, naive(facts), arrival);
        ledger.stored.values().forEach(stored -> assertIsWhole(stored.reservation(), ledger));
    }

    /** The same facts, some of them under another number of their order, which is told at any time, or told twice. */
    @Property(tries = 2_000)
    void another_number_of_an_order_is_the_order_whenever_that_is_told(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int count) {
        var random = Chance.of(seed);
        var facts = facts(random, count);
        var told = new ArrayList<Object>();
        for (var fact : facts) {
            told.add(random.nextBoolean() ? fact : underOther(fact));
        }
        for (var order : ORDERS) {
            told.add(acknowledged(order, 0));
            if (random.nextInt(3) == 0) {
                told.add(acknowledged(order, 1));
            }
        }

        var ledger = ledgerAfter(told, random);

        assertAllocated(ledger, naive(facts), told);
        ledger.stored.values().stream()
                .map(stored -> stored.reservation())
                .filter(one -> ORDERS.contains(one.key().id()))
                .forEach(one -> assertIsWhole(one, ledger));
        assertThat(ledger.statements.keySet())
                .allSatisfy(key -> assertThat(ORDERS).contains(key.id()));
    }

    /** Told in any order, a few in each batch. */
    private static MemoryLedger ledgerAfter(List<Object> told, Random random) {
        Collections.shuffle(told, random);
        var ledger = new MemoryLedger();
        for (int from = 0; from < told.size(); ) {
            int to = Math.min(told.size(), from + 1 + random.nextInt(4));
            ledger.run(Events.NOON.plusSeconds(from), told.subList(from, to));
            from = to;
        }
        return ledger;
    }

    private static void assertAllocated(MemoryLedger ledger, Map<String, Long> expected, List<Object> told) {
        for (var sku : List.of("A", "B")) {
            assertThat(ledger.memory.units(sku, Events.WH1, StockState.ALLOCATED))
                    .as("%s after %s", sku, told)
                    .isEqualTo(expected.getOrDefault(sku, 0L));
        }
    }

    private static Object underOther(Object fact) {
        if (fact instanceof OrderEvent said) {
            var number = "n-" + said.order().reference();
            var header = said.header();
            return new OrderEvent(
                    new io.stockrelay.stock.DocumentHeader(
                            header.key(), header.hash(), header.type(), header.at(), header.version(), number, null),
                    said.party(),
                    new io.stockrelay.stock.OrderReference("acme", number),
                    said.lines());
        }
        var ship = (MovementEvent) fact;
        var header = ship.header();
        return Events.move(
                Events.WMS,
                header.key().id(),
                EventType.SHIP,
                header.sku().value(),
                Events.WH1,
                ship.units(),
                header.at(),
                "n-" + header.reference(),
                null,
                io.stockrelay.stock.Disposition.SELLABLE);
    }

    private static Object acknowledged(String order, int number) {
        return io.stockrelay.stock.BookWorld.book(
                "ack-" + order + number,
                EventType.ACKNOWLEDGE,
                Events.WH1,
                Events.NOON,
                new io.stockrelay.stock.OrderReference("acme", order),
                new io.stockrelay.stock.OrderReference("acme", "n-" + order),
                0,
                false);
    }

    /** No reservation is both open and closed, and it holds what is promised under its reference. */
    private static void assertIsWhole(Reservation reservation, MemoryLedger ledger) {
        reservation.reserved().forEach((position, units) -> {
            var totals = ledger.memory.reference(reservation.reference().at(position));
            assertThat(totals.reserved()).isEqualTo(units);
            if (!reservation.state().isOpen() || reservation.state() == ReservationState.DISPATCHED) {
                assertThat(totals.allocated()).as("%s", reservation).isZero();
            }
        });
        assertThat(reservation.lines()).isNotEmpty();
    }

    private static List<Object> facts(Random random, int count) {
        var facts = new ArrayList<Object>();
        for (int i = 0; i < count; i++) {
            var order = ORDERS.get(random.nextInt(ORDERS.size()));
            switch (random.nextInt(6)) {
                case 0, 1 -> facts.add(said(EventType.ORDER, order, i, random));
                case 2, 3 -> facts.add(said(EventType.ORDER_EDIT, order, i, random));
                case 4 -> {
                    var sku = random.nextBoolean() ? "A" : "B";
                    facts.add(Events.move(
                            Events.WMS,
                            "s" + i,
                            EventType.SHIP,
                            sku,
                            Events.WH1,
                            1 + random.nextInt(4),
                            Events.NOON.plusSeconds(i),
                            order,
                            null,
                            io.stockrelay.stock.Disposition.SELLABLE));
                }
                default -> {
                    if (random.nextInt(3) == 0) {
                        facts.add(Orders.said(
                                EventType.ORDER_CANCEL, order, "e" + i, random.nextInt(3), random.nextInt(6)));
                    } else {
                        facts.add(said(EventType.ORDER, order, i, random));
                    }
                }
            }
        }
        return facts;
    }

    private static OrderEvent said(EventType type, String order, int number, Random random) {
        var lines = new ArrayList<OrderLine>();
        for (var line : LINES) {
            if (random.nextBoolean() || lines.isEmpty()) {
                long units = type == EventType.ORDER ? random.nextInt(5) : random.nextInt(7) - 3;
                boolean isNamed = type == EventType.ORDER_EDIT && random.nextInt(3) == 0;
                lines.add(isNamed ? Orders.named(line, units) : Orders.line(line, SKUS.getOrDefault(line, "A"), units));
            }
        }
        int version = random.nextInt(3);
        return Orders.said(type, order, "e" + number, version, random.nextInt(6), lines.toArray(new OrderLine[0]));
    }

    private static Map<String, Long> naive(List<Object> facts) {
        var allocated = new HashMap<String, Long>();
        for (var order : ORDERS) {
            var left = new TreeMap<String, Long>();
            for (var fact : facts) {
                if (fact instanceof MovementEvent ship
                        && order.equals(ship.header().reference())) {
                    left.merge(ship.header().sku().value(), ship.units(), Long::sum);
                }
            }
            wanted(order, facts)
                    .forEach((sku, units) ->
                            allocated.merge(sku, Math.max(0, units - left.getOrDefault(sku, 0L)), Long::sum));
        }
        return allocated;
    }

    private static Map<String, Long> wanted(String order, List<Object> facts) {
        var said = facts.stream()
                .filter(OrderEvent.class::isInstance)
                .map(OrderEvent.class::cast)
                .filter(event -> event.id().equals(order))
                .toList();
        OrderEvent base = null;
        for (var event : said) {
            boolean isWhole = event.header().type() != EventType.ORDER_EDIT;
            if (isWhole && (base == null || isNewer(event, base))) {
                base = event;
            }
        }
        if (base == null) {
            return Map.of();
        }
        var named = new HashSet<String>();
        said.forEach(event ->
                event.lines().stream().filter(line -> line.article() != null).forEach(line -> named.add(line.line())));
        var lines = new TreeMap<String, Long>();
        for (var line : base.lines()) {
            lines.put(line.line(), line.units());
        }
        for (var event : said) {
            for (var line : event.lines()) {
                if (event.header().type() == EventType.ORDER_EDIT
                        && named.contains(line.line())
                        && isAfter(event, base, line.units())) {
                    lines.merge(line.line(), line.units(), Long::sum);
                }
            }
        }
        var wanted = new TreeMap<String, Long>();
        lines.forEach((line, units) -> wanted.merge(SKUS.getOrDefault(line, "A"), Math.max(0, units), Long::sum));
        return wanted;
    }

    private static boolean isNewer(OrderEvent one, OrderEvent other) {
        var a = one.header();
        var b = other.header();
        if (a.version() != b.version()) {
            return a.version() > b.version();
        }
        if (!a.at().equals(b.at())) {
            return a.at().isAfter(b.at());
        }
        if (a.type() != b.type()) {
            return a.type() == EventType.ORDER_CANCEL;
        }
        return a.key().id().compareTo(b.key().id()) > 0;
    }

    private static boolean isAfter(OrderEvent change, OrderEvent base, long units) {
        var a = change.header();
        var b = base.header();
        if (a.version() != 0 && b.version() != 0 && a.version() != b.version()) {
            return a.version() > b.version();
        }
        int time = a.at().compareTo(b.at());
        return time > 0 || time == 0 && units > 0;
    }
}
