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
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.ReferenceKey;
import java.util.Collection;
import java.util.HashSet;
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
    private Map<ReservationKey, List<OrderStatement>> stored = Map.of();
    private @Nullable OrderBook book;

    StatedOrders(OrderTable table, List<OrderEvent> events) {
        this.table = table;
        this.events = events;
    }

    int count() {
        return events.size();
    }

    Set<ReservationKey> keys() {
        var keys = new LinkedHashSet<ReservationKey>();
        events.forEach(event -> keys.add(OrderBook.key(event)));
        return keys;
    }

    /** What the orders may be known by: their own number, or one of ours where that is taken. */
    Set<OrderReference> references() {
        var orders = new LinkedHashSet<OrderReference>();
        for (var event : events) {
            orders.add(event.order());
            orders.add(PartySettings.own(OrderBook.key(event)));
        }
        return orders;
    }

    /** Each order by one writer at a time; what was said of it before is read under that lock. */
    void lock() {
        if (!events.isEmpty()) {
            stored = table.lock(keys());
        }
    }

    /** Everything that any statement names, under every reference the order may have. */
    Collection<ReferenceKey> wanted(List<ReservationTable.Held> held) {
        var wanted = new LinkedHashSet<ReferenceKey>();
        for (var event : events) {
            var key = OrderBook.key(event);
            var orders = new HashSet<OrderReference>();
            orders.add(event.order());
            orders.add(PartySettings.own(key));
            held.stream().filter(one -> one.key().equals(key)).forEach(one -> orders.add(one.reference()));
            want(event.lines(), orders, wanted);
            stored.getOrDefault(key, List.of()).forEach(statement -> want(statement.lines(), orders, wanted));
        }
        return wanted;
    }

    private static void want(List<OrderLine> lines, Set<OrderReference> orders, Set<ReferenceKey> wanted) {
        for (var line : lines) {
            var article = line.article();
            if (article != null) {
                article.parts().forEach(part -> orders.forEach(order -> wanted.add(order.at(part.position()))));
            }
        }
    }

    void open(ReservationBook reservations, Desk desk) {
        var opened = new OrderBook(reservations);
        opened.open(desk, stored);
        book = opened;
    }

    Optional<String> objection(OrderEvent event) {
        return Objects.requireNonNull(book, "the orders were not opened").objection(event);
    }

    DocumentDecision decide(OrderEvent event) {
        return Objects.requireNonNull(book, "the orders were not opened").decide(event);
    }

    void write() {
        if (book != null && !book.fresh().isEmpty()) {
            table.write(book.fresh());
        }
    }
}
