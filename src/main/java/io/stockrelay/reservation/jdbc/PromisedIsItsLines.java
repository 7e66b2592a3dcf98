package io.stockrelay.reservation.jdbc;

import io.stockrelay.shared.Invariant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds up the lines of all reservations of an order, and looks for totals that no reservation explains. */
final class PromisedIsItsLines implements Invariant {

    private static final String CHECK = """
            select coalesce(t.reference, l.reference) || ' at ' || p.sku || ' at ' || p.location || ': '
                || coalesce(t.reserved, 0) || ' promised, its lines hold ' || coalesce(l.reserved, 0)
            from (
                select namespace, reference, position_id, sum(reserved) as reserved from reference_total
                group by namespace, reference, position_id having sum(reserved) <> 0) t
            full join (
                select r.namespace, r.reference, l.position_id, sum(l.reserved) as reserved
                from reservation r join reservation_line l on l.reservation_pk = r.pk
                group by r.namespace, r.reference, l.position_id) l
                on l.namespace = t.namespace and l.reference = t.reference and l.position_id = t.position_id
            join position p on p.id = coalesce(t.position_id, l.position_id)
            where coalesce(t.reserved, 0) <> coalesce(l.reserved, 0)
            order by 1 limit ?
            """;

    private final JdbcTemplate jdbc;

    PromisedIsItsLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "what is promised under a reference is what the lines of its reservation hold";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }
}
