package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.LedgerGuest.DecideAgain;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.ReferenceTotals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Reads and writes what is expected, received and dispatched under each reference. */
final class ReferenceTable {

    /**
     * Two statements. What only untouched promises have told until now is taken over first; whoever else takes over the same
     * promise meanwhile waits, and finds it done.
     */
    static final String READ = """
            with touched as (
                update reservation u set untouched = null
                from unnest(?::text[], ?::text[]) as k(namespace, reference)
                cross join lateral (
                    select ctid as place from reservation
                    where namespace = k.namespace and reference = k.reference and untouched
                    offset 0 for no key update) r
                where u.ctid = r.place
                returning u.pk, u.namespace, u.reference)
            insert into reference_told (namespace, reference, position_id, transferred, received, dispatched, reserved,
                promised_max)
            select t.namespace, t.reference, l.position_id, 0, 0, 0, l.reserved, l.reserved
            from touched t cross join lateral (
                select position_id, reserved from reservation_line where reservation_pk = t.pk offset 0) l;
            select r.namespace, r.reference, r.position_id, r.expected, r.expected_at, r.expected_event, r.due_on,
                r.transferred, r.received, r.dispatched, r.reserved, r.promised_max
            from unnest(?::text[], ?::text[], ?::int8[]) as k(namespace, reference, position_id)
            cross join lateral (
                select * from reference_told t
                where t.namespace = k.namespace and t.reference = k.reference and t.position_id = k.position_id
                offset 0) r
            """;

    private static final String ROWS = """
            (select namespace, reference, position_id, expected, %s as expected_at, expected_event, due_on::date as due_on,
                transferred, received, dispatched, reserved, promised_max
            from unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::int8[], ?::int8[],
                ?::int8[], ?::int8[], ?::int8[])
              as r(namespace, reference, position_id, expected, expected_at, expected_event, due_on,
                transferred, received, dispatched, reserved, promised_max)) as n
            """.formatted(Columns.time("expected_at"));
    private static final String INSERT = """
            insert into reference_told (namespace, reference, position_id, expected, expected_at, expected_event, due_on,
                transferred, received, dispatched, reserved, promised_max)
            select * from\s""" + ROWS;

    /**
     * For what is stored already; an upsert would look each row up before it inserts it. Each row is found by its key: joined,
     * a plan made for a small table would read all of it.
     */
    static final String UPDATE = """
            update reference_told r set expected = n.expected, expected_at = n.expected_at,
                expected_event = n.expected_event, due_on = n.due_on, transferred = n.transferred, received = n.received,
                dispatched = n.dispatched, reserved = n.reserved, promised_max = n.promised_max
            from\s""" + ROWS + """
            cross join lateral (
                select ctid as place from reference_told
                where namespace = n.namespace and reference = n.reference and position_id = n.position_id offset 0) o
            where r.ctid = o.place
            """;

    private record Row(ReferenceKey key, long position, ReferenceTotals totals) {

        <V> Optional<V> expected(Function<ReferenceTotals.Expected, V> column) {
            return Optional.ofNullable(totals.expected()).map(column);
        }
    }

    private static final Comparator<Row> BY_KEY = Comparator.<Row, String>comparing(
                    row -> row.key().namespace())
            .thenComparing(row -> row.key().reference())
            .thenComparingLong(Row::position);

    private static final Comparator<OrderReference> BY_NUMBER =
            Comparator.comparing(OrderReference::namespace).thenComparing(OrderReference::reference);

    private ReferenceTable() {}

    /** @param positions of the batch, by their numbers */
    static void read(
            Connection connection, Batch batch, Collection<ReferenceKey> wanted, Map<Long, PositionKey> positions)
            throws SQLException {
        try (var statement = connection.prepareStatement(READ)) {
            bind(connection, statement, 1, batch, List.copyOf(wanted));
            statement.execute();
            load(statement, batch, positions);
        }
    }

    /** Binds the parameters of {@link #READ}; returns the next index. */
    static int bind(
            Connection connection, PreparedStatement statement, int first, Batch batch, List<ReferenceKey> wanted)
            throws SQLException {
        var orders = wanted.stream()
                .map(ReferenceKey::order)
                .distinct()
                .sorted(BY_NUMBER) // every writer takes over in the same order
                .toList();
        int next = new Columns<>(connection, statement, first, orders)
                .text(OrderReference::namespace)
                .text(OrderReference::reference)
                .next();
        return new Columns<>(connection, statement, next, wanted)
                .text(ReferenceKey::namespace)
                .text(ReferenceKey::reference)
                .longs(key -> batch.id(key.position()))
                .next();
    }

    /** Takes the results of {@link #READ}, from its first one on. */
    static void load(PreparedStatement statement, Batch batch, Map<Long, PositionKey> positions) throws SQLException {
        if (!statement.getMoreResults()) { // behind the number of those taken over
            throw new SQLException("the read of references gave no rows");
        }
        try (var rows = statement.getResultSet()) {
            load(rows, batch, positions);
        }
    }

    private static void load(ResultSet rows, Batch batch, Map<Long, PositionKey> positions) throws SQLException {
        while (rows.next()) {
            var position = Objects.requireNonNull(positions.get(rows.getLong(3)));
            var key = new ReferenceKey(rows.getString(1), rows.getString(2), position);
            batch.references.put(key, totals(rows));
            batch.storedReferences.add(key);
        }
    }

    private static ReferenceTotals totals(ResultSet rows) throws SQLException {
        var at = Columns.instant(rows, 5);
        var due = rows.getDate(7);
        var expected = at == null
                ? null
                : new ReferenceTotals.Expected(
                        rows.getLong(4), at, rows.getString(6), due == null ? null : due.toLocalDate());
        return new ReferenceTotals(
                expected, rows.getLong(8), rows.getLong(9), rows.getLong(10), rows.getLong(11), rows.getLong(12));
    }

    /** What is stored already is updated, the rest inserted; the positions' locks keep it so. */
    static void write(ClosingWrites writes, Batch batch) {
        writes.add(INSERT, changed(batch, false), ReferenceTable::fill);
        var stored = changed(batch, true);
        writes.add(UPDATE, stored, ReferenceTable::fill, updated -> {
            if (updated < stored.size()) {
                throw new DecideAgain("what was told under a reference was removed meanwhile");
            }
        });
    }

    private static List<Row> changed(Batch batch, boolean isStored) {
        return batch.changedReferences.stream()
                .filter(key -> batch.storedReferences.contains(key) == isStored)
                .map(key -> new Row(
                        key, batch.id(key.position()), batch.references.getOrDefault(key, ReferenceTotals.NONE)))
                .sorted(BY_KEY)
                .toList();
    }

    private static void fill(Columns<Row> columns) throws SQLException {
        columns.text(row -> row.key().namespace())
                .text(row -> row.key().reference())
                .longs(Row::position)
                .optionalLongs(
                        row -> row.expected(ReferenceTotals.Expected::units).orElse(null))
                .times(row -> row.expected(ReferenceTotals.Expected::at).orElse(null))
                .text(row -> row.expected(ReferenceTotals.Expected::eventId).orElse(null))
                .text(row -> row.expected(ReferenceTotals.Expected::dueOn)
                        .map(Object::toString)
                        .orElse(null))
                .longs(row -> row.totals().transferred())
                .longs(row -> row.totals().received())
                .longs(row -> row.totals().dispatched())
                .longs(row -> row.totals().reserved())
                .longs(row -> row.totals().promisedMax());
    }
}
