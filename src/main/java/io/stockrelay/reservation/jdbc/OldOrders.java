package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.OrderStatement;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.Kept;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was said of orders that ended long ago: nothing is left of them to promise, and nobody said anything since. One row
 * of each stays, as new as the newest that was removed: what is older than it is known, and begins nothing anew. Changes
 * of an order that never came go without one, so that the order counts in full should it still come.
 */
final class OldOrders implements Expiring {

    private static final String ENDED = """
            s.recorded_at < ? and s.kind <> %1$d
            and not exists (
                select from order_statement y
                where y.party = s.party and y.reference = s.reference and y.recorded_at >= ? and y.kind <> %1$d)
            and not exists (
                select from reservation r where r.scope = s.party and r.id = s.reference
                    and (r.state in (%2$d, %3$d, %4$d) or r.changed_at >= ?))
            """.formatted(
                    OrderStatement.Kind.ENDED.ordinal(),
                    ReservationState.PENDING.ordinal(),
                    ReservationState.CONFIRMED.ordinal(),
                    ReservationState.PARTLY_DISPATCHED.ordinal());
    private static final String TAKE = "select s.party, s.reference from order_statement s where " + ENDED
            + " group by s.party, s.reference limit ?";

    /** As {@link OrderTable} locks an order; one that is being told of is not old. */
    private static final String LOCK = """
            select k.party, k.reference from unnest(?::text[], ?::text[]) as k(party, reference)
            where pg_try_advisory_xact_lock(hashtextextended(k.party || '/' || k.reference, 10))
            """;

    private static final String REMOVE =
            """
            with ended as (
              select s.party, s.reference from unnest(?::text[], ?::text[]) as k(party, reference)
              join order_statement s on s.party = k.party and s.reference = k.reference
              where %2$s group by s.party, s.reference
            ), newest as (
              select e.party, e.reference, max(s.version) as version, max(s.at) as at
              from ended e join order_statement s on s.party = e.party and s.reference = e.reference
              group by e.party, e.reference having bool_or(s.kind <> %3$d)
            ), marked as (
              insert into order_statement (party, reference, source, event_id, kind, version, at, lines)
              select party, reference, 'reservations', 'ended ' || md5(reference), %1$d, version, at, '[]' from newest
              on conflict (party, reference, source, event_id) do update set
                  version = excluded.version, at = excluded.at, recorded_at = now()
            ), gone as (
              delete from order_statement s using ended e
              where s.party = e.party and s.reference = e.reference and s.kind <> %1$d returning 1
            )
            select count(*) from gone
            """.formatted(OrderStatement.Kind.ENDED.ordinal(), ENDED, OrderStatement.Kind.CHANGE.ordinal());

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    OldOrders(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    private record Order(String party, String reference) {}

    @Override
    public Kept kind() {
        return Kept.ORDERS;
    }

    /** @param limit of orders */
    @Override
    public Step removeBefore(Instant time, int limit) {
        return Objects.requireNonNull(transactions.execute(status -> step(time.atOffset(ZoneOffset.UTC), limit)));
    }

    private Step step(OffsetDateTime before, int limit) {
        jdbc.execute("set local synchronous_commit = off"); // a removal lost with a crash is made again
        var old = jdbc.query(TAKE, (row, number) -> order(row), before, before, before, limit);
        var locked = jdbc.query(LOCK, statement -> bind(statement, old), (row, number) -> order(row));
        var removed = jdbc.query(
                REMOVE,
                statement -> {
                    bind(statement, locked);
                    for (int i = 3; i <= 5; i++) {
                        statement.setObject(i, before);
                    }
                },
                (row, number) -> row.getInt(1));
        return new Step(removed.get(0), old.size() < limit);
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(row.getString(1), row.getString(2));
    }

    private static void bind(PreparedStatement statement, List<Order> orders) throws SQLException {
        statement.setArray(
                1,
                array(
                        statement.getConnection(),
                        orders.stream().map(Order::party).toArray()));
        statement.setArray(
                2,
                array(
                        statement.getConnection(),
                        orders.stream().map(Order::reference).toArray()));
    }

    private static Array array(Connection connection, Object[] texts) throws SQLException {
        return connection.createArrayOf("text", texts);
    }
}
