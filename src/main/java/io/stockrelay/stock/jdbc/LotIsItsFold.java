package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Invariant;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StatementKind;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Recomputes every lot from the history in SQL: its newest statement, and the movements after it. */
final class LotIsItsFold implements Invariant {

    private static final String OF_LOT = "(case when e.by_lot then e.lot else '' end)";
    private static final String CHECK = """
            with slack as (
                select * from unnest(?::text[], ?::text[], ?::int8[], ?::int8[]) as k(stating, moving, tolerance, lag)),
            moves as (
                select e.position_id, %1$s as lot, e.at, e.source, v.state, v.change
                from event e, lateral (values (%2$d, e.d_on_hand), (%3$d, e.d_quality_hold), (%4$d, e.d_damaged))
                    as v(state, change)
                where v.change is not null and e.outcome in (%5$d, %6$d)),
            newest as (
                select distinct on (l.position_id, l.lot, l.state) l.position_id, l.lot, l.state, e.at
                from lot_state l
                join event e on e.position_id = l.position_id and e.outcome = %5$d
                  and (e.kind = %7$d or e.kind is not null and %1$s = l.lot)
                  and case l.state when %2$d then e.s_on_hand when %3$d then e.s_quality_hold
                        when %4$d then e.s_damaged when %11$d then e.s_blocked end is not null
                  and (e.kind = %7$d or e.trail like '%%' || case l.state when %2$d then '%8$s' when %3$d then '%9$s'
                        when %4$d then '%10$s' when %11$d then '%12$s' end || ':%%')
                order by l.position_id, l.lot, l.state, e.at desc),
            folded as (
                select s.position_id, s.lot, s.state, s.after_units - s.netted_units as after_units, s.base_as_of, n.at,
                    coalesce(sum(m.change) filter (where
                        s.base_as_of is null or m.at > s.base_as_of + case
                            when (s.state = %2$d) = (m.change < 0)
                            then -(coalesce(k.tolerance, 0) + coalesce(k.lag, 0)) * interval '1 microsecond'
                            else coalesce(k.tolerance, 0) * interval '1 microsecond' end), 0) as expected
                from lot_state s
                left join newest n on n.position_id = s.position_id and n.lot = s.lot and n.state = s.state
                left join moves m on m.position_id = s.position_id and m.lot = s.lot and m.state = s.state
                left join slack k on k.stating = s.base_source and k.moving = m.source
                where s.state in (%2$d, %3$d, %4$d, %11$d)
                group by s.position_id, s.lot, s.state, s.after_units, s.netted_units, s.base_as_of, n.at),
            misread as (
                select s.position_id, s.lot, s.state, s.base_units, e.s_blocked
                from lot_state s join event e on e.source = s.base_source and e.event_id = s.base_event
                where s.state = %11$d and (e.s_blocked is distinct from s.base_units or e.lot is distinct from s.lot))
            select p.sku || ' at ' || p.location || ', lot ' || f.lot || ', state ' || f.state || ': counted from '
                || coalesce(f.base_as_of::text, 'nothing') || ' with ' || f.after_units
                || ' units moved after it, history says from ' || coalesce(f.at::text, 'nothing') || ' with '
                || f.expected
            from folded f join position p on p.id = f.position_id
            where f.after_units <> f.expected or f.at > coalesce(f.base_as_of, '-infinity')
                and (f.lot <> '' or f.base_as_of is not null)
            union all
            select p.sku || ' at ' || p.location || ', lot ' || m.lot || ': blocked is ' || m.base_units
                || ', its event states ' || coalesce(m.s_blocked::text, 'nothing of this lot')
            from misread m join position p on p.id = m.position_id
            order by 1 limit ?
            """.formatted(
                    OF_LOT,
                    StockState.ON_HAND.ordinal(),
                    StockState.QUALITY_HOLD.ordinal(),
                    StockState.DAMAGED.ordinal(),
                    Outcome.APPLIED.ordinal(),
                    Outcome.ALREADY_COUNTED.ordinal(),
                    StatementKind.RUN_ZERO.ordinal(),
                    StockState.ON_HAND,
                    StockState.QUALITY_HOLD,
                    StockState.DAMAGED,
                    StockState.BLOCKED.ordinal(),
                    StockState.BLOCKED);

    private final JdbcTemplate jdbc;
    private final StockPolicy policy;

    LotIsItsFold(JdbcTemplate jdbc, StockPolicy policy) {
        this.jdbc = jdbc;
        this.policy = policy;
    }

    @Override
    public String sentence() {
        return "every lot equals its newest statement plus the movements after it";
    }

    @Override
    public List<String> violations() {
        var slacks = List.copyOf(policy.clocks().slacks().entrySet());
        return jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(CHECK);
                    var columns = new Columns<Map.Entry<Clocks.Pair, Clocks.Slack>>(connection, statement, 1, slacks)
                            .text(entry -> entry.getKey().stating().value())
                            .text(entry -> entry.getKey().moving().value())
                            .longs(entry -> entry.getValue().tolerance().toNanos() / 1_000)
                            .longs(entry -> entry.getValue().lag().toNanos() / 1_000);
                    statement.setInt(columns.next(), VIOLATIONS_MAX);
                    return statement;
                },
                (row, number) -> row.getString(1));
    }
}
