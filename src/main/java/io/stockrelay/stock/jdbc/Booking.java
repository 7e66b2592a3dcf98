package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.StockEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch with lines of order books has to hold beyond the positions of its events: a list of open orders closes
 * those it does not name, and another number of an order joins what is known under both.
 */
final class Booking {

    private static final String LOCK_BOOKS = """
            select case when k.alone then pg_advisory_xact_lock(hashtextextended(k.book, 1))
                else pg_advisory_xact_lock_shared(hashtextextended(k.book, 1)) end
            from unnest(?::text[], ?::bool[]) as k(book, alone) order by k.book
            """;
    private static final String OPEN_LINES = """
            select distinct p.sku, p.location
            from unnest(?::text[], ?::text[]) as k(source, location)
            join position p on p.location = k.location
            join book_line l on l.position_id = p.id and l.source = k.source and not l.closed
            """;

    private final Connection connection;
    private final List<BookEvent> events;

    private Booking(Connection connection, List<BookEvent> events) {
        this.connection = connection;
        this.events = events;
    }

    /** Locks the books concerned, against lists and lines that come at the same time; empty where there are none. */
    static Set<ReferenceKey> prepare(Connection connection, List<StockEvent> events, Set<PositionKey> touched)
            throws SQLException {
        var booked = events.stream()
                .filter(BookEvent.class::isInstance)
                .map(BookEvent.class::cast)
                .toList();
        return booked.isEmpty() ? Set.of() : new Booking(connection, booked).prepare(touched);
    }

    private Set<ReferenceKey> prepare(Set<PositionKey> touched) throws SQLException {
        var references = joins();
        lockBooks();
        closes(touched);
        return references;
    }

    private Set<ReferenceKey> joins() throws SQLException {
        var joined = new LinkedHashMap<OrderReference, OrderReference>();
        for (var event : events) {
            if (event.alias() != null) {
                joined.put(event.alias(), event.order());
            }
        }
        if (joined.isEmpty()) {
            return Set.of();
        }
        AliasTable.lock(connection);
        var references = new LinkedHashSet<ReferenceKey>();
        for (var position : AliasTable.positions(connection, joined.keySet())) {
            joined.forEach((alias, order) -> {
                references.add(alias.at(position));
                references.add(order.at(position));
            });
        }
        return references;
    }

    private void lockBooks() throws SQLException {
        Map<String, Boolean> books = new LinkedHashMap<>();
        for (var event : events) {
            boolean isList = event.header().type() == EventType.OPEN_ORDERS;
            books.merge(book(event), isList, Boolean::logicalOr);
        }
        try (var statement = connection.prepareStatement(LOCK_BOOKS)) {
            new Columns<>(connection, statement, 1, books.entrySet())
                    .text(Map.Entry::getKey)
                    .flags(Map.Entry::getValue);
            statement.execute();
        }
    }

    private static String book(BookEvent event) {
        return event.header().key().source() + "/" + event.header().location();
    }

    private void closes(Set<PositionKey> touched) throws SQLException {
        var lists = events.stream().filter(BookEvent::completesList).toList();
        if (lists.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(OPEN_LINES)) {
            new Columns<>(connection, statement, 1, lists)
                    .text(event -> event.header().key().source().value())
                    .text(event -> event.header().location().value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    touched.add(new PositionKey(new Sku(rows.getString(1)), new LocationId(rows.getString(2))));
                }
            }
        }
    }
}
