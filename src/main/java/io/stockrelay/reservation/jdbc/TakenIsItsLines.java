package io.stockrelay.reservation.jdbc;

import io.stockrelay.shared.Invariant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds up what the lines of an account's orders took from what is set aside for it, whatever left since. */
final class TakenIsItsLines implements Invariant {

    private static final String CHECK = """
            select coalesce(s.account, l.account) || ' of ' || p.sku || ' at ' || p.location || ': '
                || coalesce(s.taken, 0) || ' taken of what is set aside, its lines took ' || coalesce(l.own, 0)
            from (select * from set_aside where taken <> 0) s
            full join (
                select l.position_id, coalesce(r.account, 'nobody') as account, sum(l.own) as own
                from reservation r join reservation_line l on l.reservation_pk = r.pk
                where l.own <> 0 group by 1, 2) l on l.position_id = s.position_id and l.account = s.account
            join position p on p.id = coalesce(s.position_id, l.position_id)
            where coalesce(s.taken, 0) <> coalesce(l.own, 0)
            union all
            select r.scope || '/' || r.id || ' line ' || l.line || ': ' || l.own || ' of its ' || l.reserved || ' of '
                || p.sku || ' at ' || p.location || ' are from what is set aside'
            from reservation_line l
            join reservation r on r.pk = l.reservation_pk
            join position p on p.id = l.position_id
            where l.own < 0 or l.own > l.reserved
            order by 1 limit ?
            """;

    private final JdbcTemplate jdbc;

    TakenIsItsLines(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "what orders took from what is set aside for their account is what their lines say";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }
}
