package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The other numbers that orders are known by. */
final class AliasTable {

    /**
     * To go before the positions are locked, in the same round trip: while a batch counts on references, nobody tells that
     * two of them are one order; whoever does so waits for all others.
     */
    static final String HOLDING_STILL = "pg_advisory_xact_lock_shared(72057594037927941)";

    static final String HOLD_STILL = "select " + HOLDING_STILL;
    private static final String ALONE = "select pg_advisory_xact_lock(72057594037927941);";
    private static final String WHERE_KNOWN = """
            select distinct k.namespace, k.reference, p.sku, p.location
            from unnest(?::text[], ?::text[]) as k(namespace, reference)
            cross join lateral (
                select t.position_id from reference_told t where t.namespace = k.namespace and t.reference = k.reference
                union all
                select h.position_id from reservation r join reservation_line h on h.reservation_pk = r.pk
                where r.namespace = k.namespace and r.reference = k.reference and r.untouched
                union all
                select l.position_id from book_line l where l.namespace = k.namespace and l.reference = k.reference) f
            join position p on p.id = f.position_id
            """;
    private static final String STORED = """
            select a.namespace, a.reference, a.order_namespace, a.order_reference
            from unnest(?::text[], ?::text[]) as k(namespace, reference)
            join order_alias a on a.namespace = k.namespace and a.reference = k.reference
            """;
    private static final String OF_ORDERS = """
            select a.namespace, a.reference, a.order_namespace, a.order_reference
            from unnest(?::text[], ?::text[]) as k(namespace, reference)
            join order_alias a on a.order_namespace = k.namespace and a.order_reference = k.reference
            """;
    private static final String RENAME = """
            update order_alias a set order_namespace = k.order_namespace, order_reference = k.order_reference
            from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                as k(namespace, reference, order_namespace, order_reference)
            where a.order_namespace = k.namespace and a.order_reference = k.reference
            """;
    private static final String INSERT = """
            insert into order_alias (namespace, reference, order_namespace, order_reference)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
            """;

    private AliasTable() {}

    /** @param alone where numbers are told; otherwise it is enough that nobody else tells any */
    static void lock(Connection connection, boolean alone) throws SQLException {
        try (var statement = connection.prepareStatement(alone ? ALONE : HOLD_STILL)) {
            statement.execute();
        }
    }

    /** What these numbers are other numbers of, as far as they are. */
    static Map<OrderReference, OrderReference> stored(Connection connection, Collection<OrderReference> orders)
            throws SQLException {
        var found = new HashMap<OrderReference, OrderReference>();
        try (var statement = connection.prepareStatement(STORED)) {
            bind(new Columns<>(connection, statement, 1, orders));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            new OrderReference(rows.getString(1), rows.getString(2)),
                            new OrderReference(rows.getString(3), rows.getString(4)));
                }
            }
        }
        return found;
    }

    /** All that is known under these numbers, at whichever position. */
    static List<ReferenceKey> known(Connection connection, Collection<OrderReference> orders) throws SQLException {
        var found = new ArrayList<ReferenceKey>();
        try (var statement = connection.prepareStatement(WHERE_KNOWN)) {
            bind(new Columns<>(connection, statement, 1, orders));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var position = new PositionKey(new Sku(rows.getString(3)), new LocationId(rows.getString(4)));
                    found.add(new ReferenceKey(rows.getString(1), rows.getString(2), position));
                }
            }
        }
        return found;
    }

    /** The other numbers of these orders, so that what shipped under them is known to be theirs. */
    static void readOf(Connection connection, Collection<OrderReference> orders, Batch batch) throws SQLException {
        try (var statement = connection.prepareStatement(OF_ORDERS)) {
            bind(new Columns<>(connection, statement, 1, orders));
            try (var rows = statement.executeQuery()) {
                read(rows, batch);
            }
        }
    }

    static void read(ResultSet rows, Batch batch) throws SQLException {
        while (rows.next()) {
            batch.aliases.put(
                    new OrderReference(rows.getString(1), rows.getString(2)),
                    new OrderReference(rows.getString(3), rows.getString(4)));
        }
    }

    static void write(ClosingWrites writes, Map<OrderReference, OrderReference> added) {
        writes.add(RENAME, added.entrySet(), AliasTable::bindPairs);
        writes.add(INSERT, added.entrySet(), AliasTable::bindPairs);
    }

    static void bindPairs(Columns<Map.Entry<OrderReference, OrderReference>> columns) throws SQLException {
        columns.text(pair -> pair.getKey().namespace())
                .text(pair -> pair.getKey().reference())
                .text(pair -> pair.getValue().namespace())
                .text(pair -> pair.getValue().reference());
    }

    static void bind(Columns<OrderReference> columns) throws SQLException {
        columns.text(OrderReference::namespace).text(OrderReference::reference);
    }
}
