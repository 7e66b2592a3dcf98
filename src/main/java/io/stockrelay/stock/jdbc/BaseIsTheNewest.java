package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockState;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks for statements in the history that are newer than the one a state is counted from. */
final class BaseIsTheNewest implements Invariant {

    private static final String CHECK = """
            select p.sku || ' at ' || p.location || ': event ' || e.event_id || ' of ' || e.source
                || ' states it as of ' || e.at || ', but it is counted from ' || coalesce(s.base_as_of::text, 'nothing')
            from event e
            cross join lateral (values (%1$d, e.s_on_hand, '%2$s'), (%3$d, e.s_quality_hold, '%4$s'),
                (%5$d, e.s_damaged, '%6$s'), (%8$d, e.s_allocated, '%9$s')) as v(state, units, name)
            join position p on p.id = e.position_id
            left join position_state s on s.position_id = e.position_id and s.state = v.state
            where (v.state = %8$d or not exists (select 1 from lot_state l where l.position_id = e.position_id))
              and v.units is not null and e.kind is not null and e.outcome = %7$d and e.trail like '%%' || v.name || ':%%'
              and (s.base_as_of is null or (e.at, e.kind, e.sequence) > (s.base_as_of, s.base_kind, s.base_sequence)
                   or (e.event_id = s.base_event and e.source = s.base_source and v.units <> s.base_units))
            order by 1 limit ?
            """.formatted(
                    StockState.ON_HAND.ordinal(),
                    StockState.ON_HAND,
                    StockState.QUALITY_HOLD.ordinal(),
                    StockState.QUALITY_HOLD,
                    StockState.DAMAGED.ordinal(),
                    StockState.DAMAGED,
                    Outcome.APPLIED.ordinal(),
                    StockState.ALLOCATED.ordinal(),
                    StockState.ALLOCATED);

    private final JdbcTemplate jdbc;

    BaseIsTheNewest(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "every state is counted from the newest statement of its history";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }
}
