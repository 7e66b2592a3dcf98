package io.stockrelay.reservation.jdbc;

import io.stockrelay.shared.Invariant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Holds every line against the stock that was free when it was promised, which it keeps. Orders accepted elsewhere are
 * facts: they are recorded whatever was free.
 */
final class PromiseWasAvailable implements Invariant {

    private static final String CHECK = """
            select r.scope || '/' || r.id || ' line ' || l.line || ': ' || p.sku || ' at ' || p.location || ' holds '
                || l.reserved || ' of ' || l.promised * l.per_unit || ' promised for ' || l.requested || ' asked, when '
                || l.atp_before || ' were available'
            from reservation_line l
            join reservation r on r.pk = l.reservation_pk
            join position p on p.id = l.position_id
            where (l.promised * l.per_unit > l.atp_before or l.reserved > l.promised * l.per_unit
                    or l.promised > l.requested or l.reserved < 0)
                and not exists (select from order_statement o where o.party = r.scope and o.reference = r.id)
            order by 1 limit ?
            """;

    private final JdbcTemplate jdbc;

    PromiseWasAvailable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "no promise exceeded what was available when it was made";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }
}
