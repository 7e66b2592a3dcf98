package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.ListedReservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Reservations.Filter;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.OrderReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Pages of reservations in the order of the index on scope and id; lines are counted for the page alone. */
final class ReservationList {

    private static final String SELECT = """
            select r.scope, r.id, r.namespace, r.reference, r.state, r.version,
                (select count(*) from reservation_line l where l.reservation_pk = r.pk and l.component_no = 0),
                r.expires_at, r.made_at, r.changed_at
            from (select * from reservation r where true""";
    private static final String PAGE = " order by r.scope, r.id limit ?) r order by r.scope, r.id";

    /** Each part by its own index: an order may be known by a second number. */
    private static final String BY_REFERENCE = """
            r.pk in (
                select o.pk from reservation o where o.reference = ?
                union all
                select o.pk from order_alias a
                    join reservation o on o.namespace = a.order_namespace and o.reference = a.order_reference
                    where a.reference = ?)""";

    private static final String BY_SKU = """
            r.pk in (
                select l.reservation_pk from position p join reservation_line l on l.position_id = p.id
                where p.sku = ?)""";

    private final JdbcTemplate jdbc;

    ReservationList(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<ListedReservation> page(Filter filter, @Nullable ReservationKey after, int limit) {
        var query = new Query(filter, after, limit);
        return jdbc.query(query.sql(), (row, number) -> listed(row), query.values());
    }

    /** What is asked, as a statement; states are written out, so that indexes on some of them can serve. */
    static final class Query {

        private final StringBuilder sql = new StringBuilder(SELECT);
        private final List<Object> values = new ArrayList<>();

        Query(Filter filter, @Nullable ReservationKey after, int limit) {
            if (filter.scope() != null) {
                and("r.scope = ?", filter.scope().code());
            }
            if (filter.reference() != null) {
                and(BY_REFERENCE, filter.reference(), filter.reference());
            }
            if (filter.sku() != null) {
                and(BY_SKU, filter.sku().value());
            }
            if (filter.state() != null) {
                and("r.state = " + filter.state().ordinal());
            }
            if (filter.expiringBefore() != null) {
                and(
                        "r.state = " + ReservationState.PENDING.ordinal() + " and r.expires_at < ?",
                        filter.expiringBefore().atOffset(ZoneOffset.UTC));
            }
            if (after != null) {
                and("(r.scope, r.id) > (?, ?)", after.scope().code(), after.id());
            }
            sql.append(PAGE);
            values.add(limit);
        }

        private void and(String condition, Object... asked) {
            sql.append(" and ").append(condition);
            values.addAll(List.of(asked));
        }

        String sql() {
            return sql.toString();
        }

        Object[] values() {
            return values.toArray();
        }
    }

    private static ListedReservation listed(ResultSet row) throws SQLException {
        return new ListedReservation(
                new ReservationKey(Scope.ofCode(row.getString(1)), row.getString(2)),
                new OrderReference(row.getString(3), row.getString(4)),
                ReservationState.values()[row.getInt(5)],
                row.getInt(6),
                row.getLong(7),
                Columns.instant(row, 8),
                Objects.requireNonNull(Columns.instant(row, 9)),
                Objects.requireNonNull(Columns.instant(row, 10)));
    }
}
