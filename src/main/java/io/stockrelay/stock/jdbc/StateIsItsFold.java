package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Invariant;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Recomputes every state from the history in SQL, independently of the code that keeps it up to date. */
final class StateIsItsFold implements Invariant {

    private static final String CHECK = """
            with slack as (
                select * from unnest(?::text[], ?::text[], ?::int8[], ?::int8[]) as k(stating, moving, tolerance, lag)),
            moves as (
                select e.position_id, e.at, e.source, v.state, v.change
                from event e, lateral (values (%1$d, e.d_on_hand), (%2$d, e.d_quality_hold), (%3$d, e.d_damaged))
                    as v(state, change)
                where v.change is not null and e.outcome in (%4$d, %5$d)),
            folded as (
                select s.position_id, s.state, s.after_units - s.netted_units as after_units, coalesce(sum(m.change) filter (where
                    s.base_as_of is null or m.at > s.base_as_of + case
                        when (s.state = %1$d) = (m.change < 0)
                        then -(coalesce(k.tolerance, 0) + coalesce(k.lag, 0)) * interval '1 microsecond'
                        else coalesce(k.tolerance, 0) * interval '1 microsecond' end), 0) as expected
                from position_state s
                left join moves m on m.position_id = s.position_id and m.state = s.state
                left join slack k on k.stating = s.base_source and k.moving = m.source
                where s.state in (%1$d, %2$d, %3$d)
                  and not exists (select 1 from lot_state l where l.position_id = s.position_id)
                group by s.position_id, s.state, s.after_units, s.netted_units)
            select p.sku, p.location, f.state, f.after_units, f.expected
            from folded f join position p on p.id = f.position_id
            where f.after_units <> f.expected
            order by p.sku, p.location limit ?
            """.formatted(
                    StockState.ON_HAND.ordinal(),
                    StockState.QUALITY_HOLD.ordinal(),
                    StockState.DAMAGED.ordinal(),
                    Outcome.APPLIED.ordinal(),
                    Outcome.ALREADY_COUNTED.ordinal());

    private final JdbcTemplate jdbc;
    private final StockPolicy policy;

    StateIsItsFold(JdbcTemplate jdbc, StockPolicy policy) {
        this.jdbc = jdbc;
        this.policy = policy;
    }

    @Override
    public String sentence() {
        return "every state equals its newest statement plus the movements after it";
    }

    @Override
    public List<String> violations() {
        var slacks = List.copyOf(policy.clocks().slacks().entrySet());
        var found = new ArrayList<String>();
        jdbc.query(
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
                row -> {
                    found.add("%s at %s: %s keeps %d units moved after its statement, history says %d"
                            .formatted(
                                    row.getString(1),
                                    row.getString(2),
                                    StockState.values()[row.getInt(3)],
                                    row.getLong(4),
                                    row.getLong(5)));
                });
        return found;
    }
}
