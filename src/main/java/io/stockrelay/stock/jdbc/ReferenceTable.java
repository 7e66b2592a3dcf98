package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.ReferenceTotals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;

/** Writes what is expected, received and dispatched under each reference. */
final class ReferenceTable {

    private static final String UPSERT = """
            insert into reference_total (namespace, reference, position_id, expected, expected_at, expected_event, due_on,
                transferred, received, dispatched, reserved, promised_max)
            select namespace, reference, position_id, expected, %s, expected_event, due_on::date,
                transferred, received, dispatched, reserved, promised_max
            from unnest(?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::int8[], ?::int8[],
                ?::int8[], ?::int8[], ?::int8[])
              as r(namespace, reference, position_id, expected, expected_at, expected_event, due_on,
                transferred, received, dispatched, reserved, promised_max)
            on conflict (namespace, reference, position_id) do update set
                expected = excluded.expected, expected_at = excluded.expected_at,
                expected_event = excluded.expected_event, due_on = excluded.due_on,
                transferred = excluded.transferred, received = excluded.received, dispatched = excluded.dispatched,
                reserved = excluded.reserved, promised_max = excluded.promised_max
            """.formatted(Columns.time("expected_at"));

    private record Row(ReferenceKey key, long position, ReferenceTotals totals) {

        <V> Optional<V> expected(java.util.function.Function<ReferenceTotals.Expected, V> column) {
            return Optional.ofNullable(totals.expected()).map(column);
        }
    }

    private static final Comparator<Row> BY_KEY = Comparator.<Row, String>comparing(
                    row -> row.key().namespace())
            .thenComparing(row -> row.key().reference())
            .thenComparingLong(Row::position);

    private ReferenceTable() {}

    static void write(Connection connection, Batch batch) throws SQLException {
        if (batch.changedReferences.isEmpty()) {
            return;
        }
        var rows = batch.changedReferences.stream()
                .map(key -> new Row(key, batch.id(key.position()), batch.reference(key)))
                .sorted(BY_KEY)
                .toList();
        try (var statement = connection.prepareStatement(UPSERT)) {
            new Columns<>(connection, statement, 1, rows)
                    .text(row -> row.key().namespace())
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
            statement.executeUpdate();
        }
    }
}
