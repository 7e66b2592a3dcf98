package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderNumbers;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.StockEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
            select p.sku, p.location
            from unnest(?::text[], ?::text[]) as k(source, location)
            join position p on p.location = k.location
            where exists (
                select from book_line l where l.position_id = p.id and l.source = k.source and not l.closed)
            or exists (select from lot_state x where x.position_id = p.id) and exists (
                select from book_line l where l.position_id = p.id and l.source = k.source and l.closed)
            """;

    private final Connection connection;
    private final List<BookEvent> events;
    private final Set<PositionKey> closing = new LinkedHashSet<>();
    private final List<ReferenceKey> known = new ArrayList<>();
    private final Map<OrderReference, Set<OrderReference>> joined = new LinkedHashMap<>();

    private Booking(Connection connection, List<BookEvent> events) {
        this.connection = connection;
        this.events = events;
    }

    /** Locks the books concerned, against lists and lines that come at the same time. */
    static Booking of(Connection connection, List<StockEvent> events) throws SQLException {
        var booked = events.stream()
                .filter(BookEvent.class::isInstance)
                .map(BookEvent.class::cast)
                .toList();
        var booking = new Booking(connection, booked);
        if (!booked.isEmpty()) {
            booking.prepare();
        }
        return booking;
    }

    /**
     * The numbers of the orders that documents tell of, and those that this batch tells. Nobody tells another number of any
     * of them until the end of it.
     */
    OrderNumbers numbers(List<DocumentEvent> documents) throws SQLException {
        if (documents.isEmpty() && joined.isEmpty()) {
            return OrderNumbers.NONE;
        }
        if (joined.isEmpty()) {
            AliasTable.lock(connection, false);
        }
        var orders = new LinkedHashSet<>(joined.keySet());
        joined.values().forEach(orders::addAll);
        for (var document : documents) {
            if (document instanceof OrderEvent order) {
                orders.add(order.order());
            }
        }
        return new OrderNumbers(AliasTable.stored(connection, orders), joined);
    }

    private void prepare() throws SQLException {
        PlanByKey.set(connection);
        for (var event : events) {
            if (event.alias() != null) {
                joined.computeIfAbsent(event.alias(), alias -> new LinkedHashSet<>())
                        .add(event.order());
            }
        }
        AliasTable.lock(connection, !joined.isEmpty()); // before books, everywhere: two batches never wait in a circle
        if (!joined.isEmpty()) {
            known.addAll(AliasTable.known(connection, joined.keySet()));
        }
        lockBooks();
        closes();
    }

    /** Wherever anything is or becomes known under an alias, the order is needed as well, and what that is an alias of. */
    void addTo(Batch batch) {
        closing.forEach(batch::touch);
        known.forEach(batch::want);
        if (!joined.isEmpty()) {
            for (var key : List.copyOf(batch.references.keySet())) {
                join(new OrderReference(key.namespace(), key.reference()), key.position(), batch);
            }
        }
    }

    private void join(OrderReference alias, PositionKey position, Batch batch) {
        for (var order : joined.getOrDefault(alias, Set.of())) {
            var key = order.at(position);
            if (!batch.references.containsKey(key)) {
                batch.want(key);
                join(order, position, batch);
            }
        }
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

    private void closes() throws SQLException {
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
                    closing.add(new PositionKey(new Sku(rows.getString(1)), new LocationId(rows.getString(2))));
                }
            }
        }
    }
}
