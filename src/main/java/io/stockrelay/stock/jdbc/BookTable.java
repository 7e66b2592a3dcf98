package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.BookStatement;
import io.stockrelay.stock.OrderBook;
import io.stockrelay.stock.PositionDraft;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes what sources said of orders, and which orders are one. */
final class BookTable {

    private static final String JOIN_LINES = """
            insert into book_line (source, namespace, reference, position_id, taken_over_at)
            select l.source, k.order_namespace, k.order_reference, l.position_id, min(l.taken_over_at)
            from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                as k(namespace, reference, order_namespace, order_reference)
            join book_line l on l.namespace = k.namespace and l.reference = k.reference
            group by 1, 2, 3, 4
            on conflict (source, namespace, reference, position_id) do update set closed = false,
                taken_over_at = least(book_line.taken_over_at, excluded.taken_over_at)
            """;
    private static final String JOIN_STATEMENTS = """
            update book_statement s set line = o.id
            from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                as k(namespace, reference, order_namespace, order_reference)
            join book_line l on l.namespace = k.namespace and l.reference = k.reference
            join book_line o on o.source = l.source and o.namespace = k.order_namespace
                and o.reference = k.order_reference and o.position_id = l.position_id
            where s.line = l.id
            """;
    private static final String FORGET_JOINED = """
            delete from book_line l using unnest(?::text[], ?::text[]) as k(namespace, reference)
            where l.namespace = k.namespace and l.reference = k.reference
            """;
    private static final String ADD_LINES = """
            insert into book_line (source, namespace, reference, position_id, taken_over_at)
            select k.source, k.namespace, k.reference, k.position_id, min(%s) filter (where k.units > 0)
            from unnest(?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[])
                as k(source, namespace, reference, position_id, at, units)
            group by 1, 2, 3, 4 order by 1, 2, 3, 4
            on conflict (source, namespace, reference, position_id) do update set closed = false,
                taken_over_at = least(book_line.taken_over_at, excluded.taken_over_at)
            """.formatted(Columns.time("k.at"));
    private static final String ADD_STATEMENTS = """
            insert into book_statement (line, at, kind, sequence, units, event)
            select l.id, %s, k.kind, k.sequence, k.units, k.event
            from unnest(?::text[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::text[])
                as k(source, namespace, reference, position_id, at, units, kind, sequence, event)
            join book_line l on l.source = k.source and l.namespace = k.namespace and l.reference = k.reference
                and l.position_id = k.position_id
            """.formatted(Columns.time("k.at"));
    private static final String CLOSE = """
            update book_line l set closed = true
            from unnest(?::text[], ?::text[], ?::text[], ?::int8[]) as k(source, namespace, reference, position_id)
            where l.source = k.source and l.namespace = k.namespace and l.reference = k.reference
                and l.position_id = k.position_id and not l.closed
            """;
    private static final String LIST = """
            insert into book_list (source, location, at, event)
            select k.source, k.location, %s, k.event
            from unnest(?::text[], ?::text[], ?::int8[], ?::text[]) as k(source, location, at, event)
            on conflict do nothing
            """.formatted(Columns.time("k.at"));

    private record Row(OrderBook.Line line, long position) {}

    private record Told(Row row, BookStatement statement) {}

    private static final Comparator<Row> BY_KEY = Comparator.<Row, String>comparing(
                    row -> row.line().source().value())
            .thenComparing(row -> row.line().order().namespace())
            .thenComparing(row -> row.line().order().reference())
            .thenComparingLong(Row::position);

    private BookTable() {}

    static void write(ClosingWrites writes, Batch batch) {
        if (!batch.newAliases.isEmpty()) {
            AliasTable.write(writes, batch.newAliases);
            join(writes, batch);
        }
        var told = new ArrayList<Told>();
        var closed = new ArrayList<Row>();
        for (var draft : batch.positions.values()) {
            collect(draft, batch.id(draft.key()), told, closed);
        }
        if (!told.isEmpty()) {
            add(writes, told);
            list(writes, batch);
        }
        closed.sort(BY_KEY);
        writes.add(CLOSE, closed, BookTable::keys);
    }

    private static void collect(PositionDraft draft, long position, List<Told> told, List<Row> closed) {
        draft.book()
                .added()
                .forEach((line, statements) ->
                        statements.forEach(statement -> told.add(new Told(new Row(line, position), statement))));
        draft.book().closed().forEach(line -> closed.add(new Row(line, position)));
    }

    private static void join(ClosingWrites writes, Batch batch) {
        var pairs = batch.newAliases.entrySet();
        writes.add(JOIN_LINES, pairs, AliasTable::bindPairs);
        writes.add(JOIN_STATEMENTS, pairs, AliasTable::bindPairs);
        writes.add(FORGET_JOINED, batch.newAliases.keySet(), AliasTable::bind);
    }

    private static void add(ClosingWrites writes, List<Told> told) {
        writes.add(ADD_LINES, told, columns -> units(keysOf(columns)));
        writes.add(
                ADD_STATEMENTS,
                told,
                columns -> units(keysOf(columns))
                        .longs(one -> one.statement().kind().ordinal())
                        .longs(one -> one.statement().sequence())
                        .text(one -> one.statement().eventId()));
    }

    private static Columns<Told> keysOf(Columns<Told> columns) throws SQLException {
        return columns.text(one -> one.row().line().source().value())
                .text(one -> one.row().line().order().namespace())
                .text(one -> one.row().line().order().reference())
                .longs(one -> one.row().position());
    }

    private static Columns<Told> units(Columns<Told> columns) throws SQLException {
        return columns.times(one -> one.statement().at())
                .longs(one -> one.statement().units());
    }

    private static void keys(Columns<Row> columns) throws SQLException {
        columns.text(row -> row.line().source().value())
                .text(row -> row.line().order().namespace())
                .text(row -> row.line().order().reference())
                .longs(Row::position);
    }

    private static void list(ClosingWrites writes, Batch batch) {
        var lists = batch.rows.stream()
                .map(EventRow::event)
                .filter(event -> event instanceof BookEvent booked && booked.completesList())
                .toList();
        writes.add(
                LIST,
                lists,
                columns -> columns.text(event -> event.header().key().source().value())
                        .text(event -> event.header().location().value())
                        .times(event -> event.header().at())
                        .text(event -> event.header().key().id()));
    }
}
