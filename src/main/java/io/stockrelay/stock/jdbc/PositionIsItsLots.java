package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.StockState;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds up the lots of every position that has some. */
final class PositionIsItsLots implements Invariant {

    private static final String CHECK = """
            select p.sku || ' at ' || p.location || ': ' || coalesce(s.units, 0) || ' units of state ' || k.state
                || ', its lots have ' || coalesce(l.units, 0)
            from (select distinct position_id from lot_state) d
            cross join (values (%1$d), (%2$d), (%3$d)) as k(state)
            join position p on p.id = d.position_id
            left join lateral (
                select sum(coalesce(base_units, 0) + after_units) as units from lot_state
                where position_id = d.position_id and state = k.state) l on true
            left join lateral (
                select coalesce(base_units, 0) + after_units as units from position_state
                where position_id = d.position_id and state = k.state) s on true
            where coalesce(s.units, 0) <> coalesce(l.units, 0)
            order by 1 limit ?
            """.formatted(
                    StockState.ON_HAND.ordinal(), StockState.QUALITY_HOLD.ordinal(), StockState.DAMAGED.ordinal());

    private final JdbcTemplate jdbc;

    PositionIsItsLots(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "a position that is counted by lot is the sum of its lots";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }
}
