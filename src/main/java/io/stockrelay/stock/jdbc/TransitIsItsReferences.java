package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Invariant;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockState;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Adds up what is still expected under each reference, and what was received under it by the history, other numbers of an
 * order included. History tells no namespaces, so that references of the same name are compared together.
 */
final class TransitIsItsReferences implements Invariant {

    private static final String CHECK = """
            select found from (
                select p.sku || ' at ' || p.location || ': ' || (coalesce(s.base_units, 0) + s.after_units)
                    || ' in transit, its references say ' || coalesce(r.units, 0) as found
                from position_state s
                join position p on p.id = s.position_id
                left join lateral (
                    select sum(greatest(0, coalesce(t.expected, 0) + t.transferred - t.received)) as units
                    from reference_told t where t.position_id = s.position_id) r on true
                where s.state = %1$d and s.base_as_of is null and s.after_units <> coalesce(r.units, 0)
                union all
                select p.sku || ' at ' || p.location || ': reference ' || t.reference || ' counts ' || t.received
                    || ' received and ' || t.dispatched || ' dispatched, history says ' || coalesce(e.received, 0)
                    || ' and ' || coalesce(e.dispatched, 0)
                from (
                    select n.reference, t.position_id, array_agg(distinct t.reference) as names,
                        sum(t.received) as received, sum(t.dispatched) as dispatched
                    from (
                        select namespace, reference, position_id, received, dispatched from reference_told
                        union
                        select a.namespace, a.reference, t.position_id, 0, 0
                        from order_alias a join reference_told t
                            on t.namespace = a.order_namespace and t.reference = a.order_reference) t
                    left join order_alias a on a.namespace = t.namespace and a.reference = t.reference
                    cross join lateral (select coalesce(a.order_reference, t.reference) as reference) n
                    group by n.reference, t.position_id) t
                join position p on p.id = t.position_id
                left join lateral (
                    select sum(d_on_hand) filter (where type in (%2$d, %3$d)) as received,
                        -sum(d_on_hand) filter (where type = %4$d) as dispatched
                    from event e where e.position_id = t.position_id and e.reference = any(t.names)
                        and e.outcome in (%5$d, %6$d)) e on true
                where t.received <> coalesce(e.received, 0) or t.dispatched <> coalesce(e.dispatched, 0)) all_found
            order by 1 limit ?
            """.formatted(
                    StockState.IN_TRANSIT.ordinal(),
                    EventType.RECEIVE.ordinal(),
                    EventType.TRANSFER_IN.ordinal(),
                    EventType.SHIP.ordinal(),
                    Outcome.APPLIED.ordinal(),
                    Outcome.ALREADY_COUNTED.ordinal());

    private final JdbcTemplate jdbc;

    TransitIsItsReferences(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "what is in transit is what is expected and not received under each reference";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }
}
