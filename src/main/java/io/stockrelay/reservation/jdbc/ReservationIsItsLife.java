package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.ReservationState;
import io.stockrelay.shared.Invariant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Holds the state of every reservation against its recorded steps and against what it holds and what left. */
final class ReservationIsItsLife implements Invariant {

    private static final String CHECK = """
            select r.scope || '/' || r.id || ': ' || v.found
            from reservation r
            cross join lateral (
                select count(*) as steps, max(t.version) as version,
                    (array_agg(t.state order by t.version desc))[1] as state
                from reservation_step t where t.reservation_pk = r.pk) t
            cross join lateral (
                select count(*) as positions, coalesce(sum(h.held), 0) as held, coalesce(sum(least(h.held, h.gone)), 0) as gone
                from (
                    select l.position_id, sum(l.reserved) as held, coalesce(max(o.dispatched), 0) as gone
                    from reservation_line l
                    left join reference_told o on o.namespace = r.namespace and o.reference = r.reference
                        and o.position_id = l.position_id
                    where l.reservation_pk = r.pk group by l.position_id) h) h
            cross join lateral (values
                (h.positions = 0, 'has no lines'),
                (t.steps <> r.version or t.version is distinct from r.version,
                    'is version ' || r.version || ', its record has ' || t.steps || ' steps up to ' || coalesce(t.version, 0)),
                (t.state is distinct from r.state,
                    'is in state ' || r.state || ', its last step says ' || coalesce(t.state::text, 'nothing')),
                (r.state in (%3$d, %4$d, %5$d, %6$d) and h.held > h.gone,
                    'is closed in state ' || r.state || ' and still holds ' || (h.held - h.gone)),
                (r.state in (%1$d, %2$d) and h.gone > 0,
                    'is in state ' || r.state || ' although ' || h.gone || ' of it left'),
                (r.state = %7$d and (h.gone = 0 or h.gone = h.held),
                    'is partly dispatched, but ' || h.gone || ' of ' || h.held || ' left')) as v(is_broken, found)
            where v.is_broken
            order by 1 limit ?
            """.formatted(
                    ReservationState.PENDING.ordinal(),
                    ReservationState.CONFIRMED.ordinal(),
                    ReservationState.DISPATCHED.ordinal(),
                    ReservationState.CANCELLED.ordinal(),
                    ReservationState.EXPIRED.ordinal(),
                    ReservationState.FAILED.ordinal(),
                    ReservationState.PARTLY_DISPATCHED.ordinal());

    private final JdbcTemplate jdbc;

    ReservationIsItsLife(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "no reservation is both open and closed, and each is where its last step put it";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }
}
