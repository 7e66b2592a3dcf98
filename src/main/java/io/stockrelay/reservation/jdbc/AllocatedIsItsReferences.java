package io.stockrelay.reservation.jdbc;

import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.StockState;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds up what is promised and has not left under each reference of a position. */
final class AllocatedIsItsReferences implements Invariant {

    private static final String CHECK = """
            select p.sku || ' at ' || p.location || ': ' || coalesce(s.units, 0) || ' allocated, its references say '
                || coalesce(r.units, 0)
            from (
                select position_id, after_units - netted_units as units
                from position_state where state = %d) s
            full join (
                select position_id, sum(greatest(0, reserved - dispatched)) as units
                from reference_total group by position_id) r on r.position_id = s.position_id
            join position p on p.id = coalesce(s.position_id, r.position_id)
            where coalesce(s.units, 0) <> coalesce(r.units, 0)
            order by 1 limit ?
            """.formatted(StockState.ALLOCATED.ordinal());
    private static final String BEYOND = """
            select p.sku || ' at ' || p.location || ': ' || t.dispatched || ' left for ' || t.reference || ', '
                || t.reserved || ' were promised to it'
            from reservation r
            join reference_told t on t.namespace = r.namespace and t.reference = r.reference
            join position p on p.id = t.position_id
            where t.dispatched > t.reserved and exists (
                select from reservation_line l where l.reservation_pk = r.pk and l.position_id = t.position_id)
            order by 1 limit ?
            """;

    private final JdbcTemplate jdbc;

    AllocatedIsItsReferences(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "what is allocated is what is promised and not dispatched under each reference";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }

    /** What happened is recorded whole: more may leave than was promised, also after a cancel. */
    @Override
    public List<String> irregularities() {
        return jdbc.queryForList(BEYOND, String.class, VIOLATIONS_MAX);
    }
}
