package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.OrderBook.Kept;
import io.stockrelay.reservation.OrderBook.Moved;
import io.stockrelay.reservation.OrderStatement;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.shared.jdbc.TransactionConnection;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.OrderReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/** Reads, locks and writes what was said of orders, inside the ledger's transaction. */
final class OrderTable {

    /** There may be no row to lock yet; always in the same order, and before any position. */
    private static final String LOCK = PlanByKey.SQL + """
            ;
            select pg_advisory_xact_lock(hashtextextended(k.party || '/' || k.reference, 10))
            from unnest(?::text[], ?::text[]) as k(party, reference)
            """;

    static final String READ = """
            select s.party, s.reference, s.source, s.event_id, s.kind, s.version, s.at, s.lines
            from unnest(?::text[], ?::text[]) as k(party, reference)
            join order_statement s on s.party = k.party and s.reference = k.reference
            """;
    private static final String INSERT = """
            insert into order_statement (party, reference, source, event_id, kind, version, at, lines, namespace)
            select party, reference, source, event_id, kind, version, %s, lines, namespace
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[])
                as s(party, reference, source, event_id, kind, version, at, lines, namespace)
            """.formatted(Columns.time("at"));

    private static final String UNDER = """
            select distinct s.party, s.namespace, s.reference
            from unnest(?::text[], ?::text[]) as k(namespace, reference)
            join order_statement s on s.namespace = k.namespace and s.reference = k.reference
            """;
    private static final String MOVE = """
            update order_statement s set reference = k.order_reference, namespace = k.namespace
            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as k(party, reference, order_reference, namespace)
            where s.party = k.party and s.reference = k.reference
            """;

    private static final Comparator<ReservationKey> IN_ORDER = Comparator.<ReservationKey, String>comparing(
                    key -> key.scope().code())
            .thenComparing(ReservationKey::id);

    private final DataSource dataSource;

    OrderTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Map<ReservationKey, List<OrderStatement>> lock(Set<ReservationKey> keys) {
        var sorted = keys.stream().sorted(IN_ORDER).toList();
        return TransactionConnection.use(dataSource, "orders", connection -> {
            try (var statement = connection.prepareStatement(LOCK)) {
                keys(connection, statement, sorted);
                statement.execute();
            }
            return read(connection, sorted);
        });
    }

    /** Who was told of under these numbers. */
    Map<OrderReference, Set<ReservationKey>> under(Collection<OrderReference> numbers) {
        return TransactionConnection.use(dataSource, "orders", connection -> {
            var found = new HashMap<OrderReference, Set<ReservationKey>>();
            try (var statement = connection.prepareStatement(UNDER)) {
                new Columns<>(connection, statement, 1, numbers)
                        .text(OrderReference::namespace)
                        .text(OrderReference::reference);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.computeIfAbsent(
                                        new OrderReference(rows.getString(2), rows.getString(3)),
                                        number -> new LinkedHashSet<>())
                                .add(new ReservationKey(Scope.ofCode(rows.getString(1)), rows.getString(3)));
                    }
                }
            }
            return found;
        });
    }

    private static Map<ReservationKey, List<OrderStatement>> read(Connection connection, List<ReservationKey> keys)
            throws SQLException {
        var found = new HashMap<ReservationKey, List<OrderStatement>>();
        try (var statement = connection.prepareStatement(READ)) {
            keys(connection, statement, keys);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key = new ReservationKey(Scope.ofCode(rows.getString(1)), rows.getString(2));
                    found.computeIfAbsent(key, one -> new ArrayList<>()).add(statement(rows, 3));
                }
            }
        }
        return found;
    }

    private static void keys(Connection connection, PreparedStatement statement, List<ReservationKey> keys)
            throws SQLException {
        new Columns<>(connection, statement, 1, keys)
                .text(key -> key.scope().code())
                .text(ReservationKey::id);
    }

    /** Its columns from the given one on: source, event_id, kind, version, at, lines. */
    static OrderStatement statement(ResultSet row, int first) throws SQLException {
        return new OrderStatement(
                new EventKey(new SourceId(row.getString(first)), row.getString(first + 1)),
                OrderStatement.Kind.values()[row.getInt(first + 2)],
                row.getLong(first + 3),
                Objects.requireNonNull(Columns.instant(row, first + 4)),
                OrderLineText.read(row.getString(first + 5)));
    }

    /** Statements that moved go before those that are new under the number they moved to. */
    void write(List<Moved> moved, List<Kept> statements) {
        ClosingWrites.of(dataSource)
                .add(
                        MOVE,
                        moved,
                        columns -> columns.text(one -> one.from().scope().code())
                                .text(one -> one.from().id())
                                .text(one -> one.to().id())
                                .text(Moved::namespace));
        ClosingWrites.of(dataSource)
                .add(
                        INSERT,
                        statements,
                        columns -> columns.text(kept -> kept.order().scope().code())
                                .text(kept -> kept.order().id())
                                .text(kept -> kept.statement().event().source().value())
                                .text(kept -> kept.statement().event().id())
                                .longs(kept -> kept.statement().kind().ordinal())
                                .longs(kept -> kept.statement().version())
                                .times(kept -> kept.statement().at())
                                .text(kept ->
                                        OrderLineText.write(kept.statement().lines()))
                                .text(Kept::namespace));
    }
}
