package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.OrderCheck;
import io.stockrelay.reservation.OrderStatement;
import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.PositionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Folds everything that was said of each order again, and compares it with what is reserved for it. Orders that somebody
 * changed here by a command of their own are theirs until the next statement.
 */
final class OrderIsItsStatements implements Invariant {

    private static final int FETCH = 1_000;
    private static final String CHECK = """
            select s.party, s.reference, s.source, s.event_id, s.kind, s.version, s.at, s.lines
            from order_statement s
            where not exists (
                select from reservation r join reservation_step t on t.reservation_pk = r.pk
                where r.scope = s.party and r.id = s.reference and t.version = (
                    select max(n.version) from reservation_step n
                    where n.reservation_pk = r.pk and n.what <> 'goods left')
                and t.actor not in (
                    select o.source from order_statement o where o.party = s.party and o.reference = s.reference))
            order by s.party, s.reference
            """;
    private static final String HELD = """
            select p.sku, p.location, coalesce(sum(l.reserved), 0), coalesce(max(t.dispatched), 0)
            from reservation r
            join reservation_line l on l.reservation_pk = r.pk
            join position p on p.id = l.position_id
            left join reference_told t on t.namespace = r.namespace and t.reference = r.reference
                and t.position_id = l.position_id
            where r.scope = ? and r.id = ? group by p.sku, p.location
            """;

    private final JdbcTemplate jdbc;

    OrderIsItsStatements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "every order accepted elsewhere holds what everything said of it comes to";
    }

    @Override
    public List<String> violations() {
        var found = new ArrayList<String>();
        var reading = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        reading.setFetchSize(FETCH);
        var orders = new Orders(found);
        reading.query(CHECK, orders);
        orders.finish();
        return found;
    }

    /** Statements come order by order. */
    private final class Orders implements RowCallbackHandler {

        private final List<String> found;
        private final List<OrderStatement> said = new ArrayList<>();
        private String party = "";
        private String order = "";

        Orders(List<String> found) {
            this.found = found;
        }

        @Override
        public void processRow(ResultSet row) throws SQLException {
            if (!row.getString(1).equals(party) || !row.getString(2).equals(order)) {
                finish();
                party = row.getString(1);
                order = row.getString(2);
            }
            said.add(OrderTable.statement(row, 3));
        }

        void finish() {
            if (OrderCheck.isKnown(said) && !said.isEmpty() && found.size() < VIOLATIONS_MAX) {
                compare();
            }
            said.clear();
        }

        private void compare() {
            var wanted = OrderCheck.wanted(said);
            var reserved = new HashMap<PositionKey, Long>();
            var dispatched = new HashMap<PositionKey, Long>();
            jdbc.query(
                    HELD,
                    row -> {
                        var position = ReservationTable.position(row, 1);
                        reserved.put(position, row.getLong(3));
                        dispatched.put(position, row.getLong(4));
                    },
                    party,
                    order);
            var positions = new HashSet<>(wanted.keySet());
            positions.addAll(reserved.keySet());
            for (var position : positions) {
                compare(position, of(wanted, position), of(reserved, position), of(dispatched, position));
            }
        }

        private void compare(PositionKey position, long wanted, long reserved, long dispatched) {
            if (!OrderCheck.holds(wanted, reserved, dispatched)) {
                found.add("%s/%s: %s at %s holds %d, what was said of the order comes to %d"
                        .formatted(party, order, position.sku(), position.location(), reserved, wanted));
            }
        }
    }

    private static long of(Map<PositionKey, Long> units, PositionKey position) {
        return units.getOrDefault(position, 0L);
    }
}
