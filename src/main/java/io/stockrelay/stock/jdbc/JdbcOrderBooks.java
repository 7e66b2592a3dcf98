package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.BookStatement;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.OpenOrders;
import io.stockrelay.stock.OrderBooks;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks for orders that were taken over long ago and are open still. */
final class JdbcOrderBooks implements OrderBooks, OpenOrders {

    /** Of a line the newest that was said, {@code s}; what is open of it, as what left since is known by all its numbers. */
    private static final String OPEN = """
            cross join lateral (
                select s.at, s.kind, s.units from book_statement s where s.line = l.id
                order by s.at desc, s.kind desc, s.sequence desc, s.units, s.event desc limit 1) s
            left join reference_told t on t.namespace = l.namespace and t.reference = l.reference
                and t.position_id = l.position_id
            cross join lateral (select case when s.kind = %1$d then s.units - coalesce(t.dispatched, 0) else s.units - (
                select coalesce(-sum(e.d_on_hand), 0) from event e
                where e.position_id = l.position_id and e.at > s.at and e.type = %2$d and e.outcome in (%3$d, %4$d)
                    and (e.reference = l.reference or e.reference in (
                        select a.reference from order_alias a
                        where a.order_namespace = l.namespace and a.order_reference = l.reference))) end as open) o
            """.formatted(
                    BookStatement.Kind.TAKEN_OVER.ordinal(),
                    EventType.SHIP.ordinal(),
                    Outcome.APPLIED.ordinal(),
                    Outcome.ALREADY_COUNTED.ordinal());

    private static final String IS_OPEN = """
            o.open > 0 and not exists (
                select from book_list b where b.source = l.source and b.location = p.location
                    and (b.at > s.at or b.at = s.at and s.kind = %1$d))
            """.formatted(BookStatement.Kind.TAKEN_OVER.ordinal());
    private static final String OVERDUE = """
            select l.source, l.namespace, l.reference, p.sku, p.location, l.taken_over_at, o.open, count(*) over ()
            from unnest(?::text[], ?::int8[]) as k(source, age)
            join book_line l on l.source = k.source and not l.closed
                and l.taken_over_at < now() + (? - k.age) * interval '1 microsecond'
            join position p on p.id = l.position_id
            %s
            where %s
            order by l.taken_over_at, l.reference, p.sku, p.location limit ?
            """.formatted(OPEN, IS_OPEN);
    private static final String OF_LOCATION = """
            select l.id, l.namespace, l.reference, p.sku, o.open, n.namespace, n.reference
            from position p
            join book_line l on l.position_id = p.id and l.source = ? and not l.closed
            %s
            left join order_alias n on n.order_namespace = l.namespace and n.order_reference = l.reference
            where p.location = ? and %s
            """.formatted(OPEN, IS_OPEN);

    private final JdbcTemplate jdbc;
    private final Patience patience;
    private final Supplier<Duration> offset;

    /** @param offset how far ahead of the database's clock it is taken to be, for tests */
    JdbcOrderBooks(JdbcTemplate jdbc, Patience patience, Supplier<Duration> offset) {
        this.jdbc = jdbc;
        this.patience = patience;
        this.offset = offset;
    }

    @Override
    public Overdue overdue(int limit) {
        var orders = new ArrayList<OverdueOrder>();
        var total = new long[1];
        var ages = List.copyOf(patience.bySource().entrySet());
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(OVERDUE);
                    new Columns<Map.Entry<SourceId, Duration>>(connection, statement, 1, ages)
                            .text(entry -> entry.getKey().value())
                            .longs(entry -> micros(entry.getValue()));
                    statement.setLong(3, micros(offset.get()));
                    statement.setInt(4, Math.min(limit, OVERDUE_MAX));
                    return statement;
                },
                row -> {
                    total[0] = row.getLong(8);
                    orders.add(new OverdueOrder(
                            new SourceId(row.getString(1)),
                            new OrderReference(row.getString(2), row.getString(3)),
                            new PositionKey(new Sku(row.getString(4)), new LocationId(row.getString(5))),
                            Objects.requireNonNull(Columns.instant(row, 6)),
                            row.getLong(7)));
                });
        return new Overdue(total[0], orders);
    }

    @Override
    public List<Open> of(SourceId source, LocationId location) {
        var open = new LinkedHashMap<Long, Open>();
        jdbc.query(
                OF_LOCATION,
                row -> {
                    var order = new OrderReference(row.getString(2), row.getString(3));
                    var sku = new Sku(row.getString(4));
                    long units = row.getLong(5);
                    var one = open.computeIfAbsent(
                            row.getLong(1), line -> new Open(new LinkedHashSet<>(List.of(order)), sku, units));
                    if (row.getString(6) != null) {
                        one.numbers().add(new OrderReference(row.getString(6), row.getString(7)));
                    }
                },
                source.value(),
                location.value());
        return List.copyOf(open.values());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
