package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.OrderBook;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** How much is kept of the books that a batch tells of, and up to when it may be gone; read under the positions' locks. */
final class BookLimits {

    private static final String LINES = """
            select l.source, l.namespace, l.reference, p.sku, p.location, count(*)
            from unnest(?::text[], ?::text[], ?::text[], ?::int8[]) as k(source, namespace, reference, position_id)
            join book_line l on l.source = k.source and l.namespace = k.namespace and l.reference = k.reference
                and l.position_id = k.position_id
            join position p on p.id = l.position_id
            join book_statement s on s.line = l.id
            group by l.source, l.namespace, l.reference, p.sku, p.location
            """;
    private static final String LISTS = """
            select k.source, k.location, count(*) from unnest(?::text[], ?::text[]) as k(source, location)
            join book_list b on b.source = k.source and b.location = k.location
            group by k.source, k.location
            """;
    private static final String FORGOTTEN =
            "select f.source, f.up_to from unnest(?::text[]) as k(source) join book_forgotten f on f.source = k.source";

    private final Connection connection;
    private final Batch batch;
    private final List<BookEvent> events;

    private BookLimits(Connection connection, Batch batch, List<BookEvent> events) {
        this.connection = connection;
        this.batch = batch;
        this.events = events;
    }

    static void load(Connection connection, Batch batch) throws SQLException {
        var events = batch.events.stream()
                .filter(BookEvent.class::isInstance)
                .map(BookEvent.class::cast)
                .toList();
        if (!events.isEmpty()) {
            var limits = new BookLimits(connection, batch, events);
            limits.lines();
            limits.lists();
            limits.forgotten();
        }
    }

    private record Line(OrderBook.Line line, PositionDraft draft) {}

    private void lines() throws SQLException {
        var lines = new LinkedHashSet<Line>();
        for (var event : events) {
            var line = new OrderBook.Line(source(event), batch.resolve(event.order()));
            lines.add(new Line(line, batch.position(event.header().position())));
        }
        read(
                LINES,
                statement -> new Columns<>(connection, statement, 1, lines)
                        .text(one -> one.line().source().value())
                        .text(one -> one.line().order().namespace())
                        .text(one -> one.line().order().reference())
                        .longs(one -> batch.id(one.draft().key())),
                row -> batch.position(new PositionKey(new Sku(row.getString(4)), new LocationId(row.getString(5))))
                        .book()
                        .kept(
                                new OrderBook.Line(
                                        new SourceId(row.getString(1)),
                                        new OrderReference(row.getString(2), row.getString(3))),
                                row.getLong(6)));
    }

    private void lists() throws SQLException {
        var lists = events.stream().filter(BookEvent::completesList).toList();
        if (lists.isEmpty()) {
            return;
        }
        read(
                LISTS,
                statement -> new Columns<>(connection, statement, 1, lists)
                        .text(event -> source(event).value())
                        .text(event -> event.header().location().value()),
                row -> {
                    var source = new SourceId(row.getString(1));
                    var location = new LocationId(row.getString(2));
                    long kept = row.getLong(3);
                    books(draft -> {
                        if (draft.key().location().equals(location)) {
                            draft.book().keptLists(source, kept);
                        }
                    });
                });
    }

    private void forgotten() throws SQLException {
        Set<SourceId> sources = new LinkedHashSet<>();
        events.forEach(event -> sources.add(source(event)));
        read(FORGOTTEN, statement -> new Columns<>(connection, statement, 1, sources).text(SourceId::value), row -> {
            var source = new SourceId(row.getString(1));
            Instant upTo = Objects.requireNonNull(Columns.instant(row, 2));
            books(draft -> draft.book().forgotten(source, upTo));
        });
    }

    private void books(Consumer<PositionDraft> change) {
        batch.positions.values().forEach(change);
    }

    private static SourceId source(BookEvent event) {
        return event.header().key().source();
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String sql, Binding binding, Row row) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.read(rows);
                }
            }
        }
    }
}
