package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.OrderBook;
import io.stockrelay.reservation.OrderStatement;
import io.stockrelay.reservation.PartySettings;
import io.stockrelay.reservation.ReservationBook;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.LedgerGuest.Desk;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.OrderNumbers;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.ReferenceKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one batch is told of orders accepted elsewhere, from the first look to the writing. */
final class StatedOrders {

    private final OrderTable table;
    private final List<OrderEvent> events;
    private final OrderNumbers numbers;
    /** Every order that may be concerned, and all it may be known by: its numbers, or one of ours where they are taken. */
    private final Map<ReservationKey, Set<OrderReference>> names = new LinkedHashMap<>();
    /** What was said, and is said in this batch, under numbers that turn out to be others of an order. */
    private final Map<OrderReference, Set<ReservationKey>> joining = new LinkedHashMap<>();

    private Map<ReservationKey, List<OrderStatement>> stored = Map.of();
    private @Nullable OrderBook book;
    private @Nullable Desk desk;

    StatedOrders(OrderTable table, List<OrderEvent> events, OrderNumbers numbers) {
        this.table = table;
        this.events = events;
        this.numbers = numbers;
    }

    /** How many orders may become reservations that are none yet. */
    int count() {
        return events.size() + joining.values().stream().mapToInt(Set::size).sum();
    }

    Set<ReservationKey> keys() {
        return names.keySet();
    }

    Set<OrderReference> references() {
        var orders = new LinkedHashSet<OrderReference>();
        names.values().forEach(orders::addAll);
        return orders;
    }

    /** Each order by one writer at a time; what was said of it before is read under that lock. */
    void lock() {
        if (!numbers.told().isEmpty()) {
            joining.putAll(table.under(numbers.told().keySet()));
        }
        for (var event : events) {
            name(OrderBook.key(event), event.order());
            if (numbers.told().containsKey(event.order())) {
                joining.computeIfAbsent(event.order(), number -> new LinkedHashSet<>())
                        .add(OrderBook.key(event));
            }
        }
        joining.forEach((number, keys) -> keys.forEach(key -> name(key, number)));
        if (!names.isEmpty()) {
            stored = table.lock(names.keySet());
        }
    }

    private void name(ReservationKey told, OrderReference number) {
        var all = new LinkedHashSet<OrderReference>();
        var keys = new LinkedHashSet<ReservationKey>();
        for (var one : numbers.of(number)) {
            var key = new ReservationKey(told.scope(), one.reference());
            keys.add(key);
            all.add(one);
            all.add(PartySettings.own(key));
        }
        keys.forEach(
                key -> names.computeIfAbsent(key, one -> new LinkedHashSet<>()).addAll(all));
    }

    /** Everything that any statement names or any promise holds, under every reference the order may have. */
    Collection<ReferenceKey> wanted(List<ReservationLook.Held> held) {
        for (var one : held) {
            names.computeIfPresent(one.key(), (key, orders) -> with(orders, one.reference()));
        }
        var wanted = new LinkedHashSet<ReferenceKey>();
        for (var event : events) {
            for (var number : numbers.of(event.order())) {
                want(event.lines(), of(OrderBook.key(event, number)), wanted);
            }
        }
        stored.forEach((key, said) -> said.forEach(statement -> want(statement.lines(), of(key), wanted)));
        held.forEach(one -> of(one.key()).forEach(order -> wanted.add(order.at(one.position()))));
        return wanted;
    }

    private static Set<OrderReference> with(Set<OrderReference> orders, OrderReference order) {
        orders.add(order);
        return orders;
    }

    private Set<OrderReference> of(ReservationKey key) {
        return names.getOrDefault(key, Set.of());
    }

    private static void want(List<OrderLine> lines, Set<OrderReference> orders, Set<ReferenceKey> wanted) {
        for (var line : lines) {
            var article = line.article();
            if (article != null) {
                article.parts().forEach(part -> orders.forEach(order -> wanted.add(order.at(part.position()))));
            }
        }
    }

    void open(ReservationBook reservations, Desk stock) {
        var opened = new OrderBook(reservations);
        opened.open(stock, stored);
        desk = stock;
        book = opened;
    }

    boolean isStated(OrderReference order) {
        return book().isStated(order);
    }

    Optional<String> objection(OrderEvent event) {
        return book().objection(event);
    }

    DocumentDecision decide(OrderEvent event) {
        return book().decide(event);
    }

    /** All events are decided: what was said under numbers that are others of an order is said of it. */
    void join() {
        joining.forEach((number, keys) -> {
            var order = Objects.requireNonNull(desk).drafts().resolve(number);
            if (!order.equals(number)) {
                keys.forEach(key -> book().join(key, order));
            }
        });
    }

    void write() {
        if (book != null && !(book.fresh().isEmpty() && book.moved().isEmpty())) {
            table.write(book.moved(), book.fresh());
        }
    }

    private OrderBook book() {
        return Objects.requireNonNull(book, "the orders were not opened");
    }
}
