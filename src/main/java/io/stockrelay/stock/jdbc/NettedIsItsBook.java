package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Invariant;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.OpeningReads;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Merge;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Derives each figure that depends on order books anew from all that was said, also by lines that are closed, and holds
 * what is kept of order books against the history of events.
 */
final class NettedIsItsBook implements Invariant {

    private static final int PAGE = 500;
    private static final String NETTED = """
            select p.id, p.sku, p.location from position p
            where p.id > ? and (exists (
                select from position_state s where s.position_id = p.id
                    and (s.base_nets <> 0 or s.netted_units <> 0 or s.state = %d and s.base_as_of is not null))
                or exists (
                select from lot_state l where l.position_id = p.id and (l.base_nets <> 0 or l.netted_units <> 0)))
            order by p.id limit ?
            """.formatted(StockState.ALLOCATED.ordinal());
    private static final String SAID = """
            select p.sku || ' at ' || p.location || ': event ' || coalesce(e.event_id, s.event) || ' of '
                || coalesce(e.source, s.source) || ' says ' || coalesce(e.s_allocated::text, 'nothing')
                || ' of an order as of ' || coalesce(e.at::text, 'no time') || ', its book keeps '
                || coalesce(s.units || ' as of ' || s.at, 'nothing')
            from (
                select * from event where type in (%1$d, %2$d) and outcome in (%3$d, %4$d)
                    and position(chr(10) in event_id) = 0) e -- not the rows of what it changed elsewhere
            full join (
                select l.source, l.position_id, s.* from book_statement s join book_line l on l.id = s.line) s
                on s.source = e.source and s.event = e.event_id
            join position p on p.id = coalesce(e.position_id, s.position_id)
            where (e.position_id, e.s_allocated, e.at) is distinct from (s.position_id, s.units, s.at)
                and not (s.line is null and e.at <= coalesce((
                    select f.up_to from book_forgotten f where f.source = e.source), '-infinity'))
            union all
            select t.reference || ' at ' || p.sku || ' at ' || p.location || ': ' || t.reserved
                || ' promised, and never more than ' || t.promised_max
            from reference_told t join position p on p.id = t.position_id where t.reserved > t.promised_max
            union all
            select l.reference || ' of ' || l.source || ' is kept beside ' || a.order_reference
                || ', which is the same order'
            from book_line l join order_alias a on a.namespace = l.namespace and a.reference = l.reference
            order by 1 limit ?
            """.formatted(
                    EventType.ACKNOWLEDGE.ordinal(),
                    EventType.OPEN_ORDERS.ordinal(),
                    Outcome.APPLIED.ordinal(),
                    Outcome.STALE.ordinal());

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final StockPolicy policy;

    NettedIsItsBook(JdbcTemplate jdbc, TransactionTemplate transactions, StockPolicy policy) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.policy = policy;
    }

    @Override
    public String sentence() {
        return "what salable figures and stated order books leave to add is what was said of orders";
    }

    @Override
    public List<String> violations() {
        var found = new ArrayList<>(jdbc.queryForList(SAID, String.class, VIOLATIONS_MAX));
        long after = 0;
        var page = page(after);
        while (!page.isEmpty() && found.size() < VIOLATIONS_MAX) {
            var ids = page;
            transactions.executeWithoutResult(status -> {
                status.setRollbackOnly();
                jdbc.execute((Connection connection) -> found.addAll(differences(connection, ids)));
            });
            after = page.values().stream().mapToLong(id -> id).max().orElse(after);
            page = page(after);
        }
        return found.subList(0, Math.min(found.size(), VIOLATIONS_MAX));
    }

    private Map<PositionKey, Long> page(long after) {
        var page = new LinkedHashMap<PositionKey, Long>();
        jdbc.query(
                NETTED,
                row -> {
                    page.put(
                            new PositionKey(new Sku(row.getString(2)), new LocationId(row.getString(3))),
                            row.getLong(1));
                },
                after,
                PAGE);
        return page;
    }

    /** Under the positions' locks, which go with the transaction. */
    private List<String> differences(Connection connection, Map<PositionKey, Long> ids) throws SQLException {
        var batch = new Batch(List.of(), policy);
        ids.forEach((key, id) -> {
            batch.touch(key);
            batch.ids.put(key, id);
        });
        new BatchRead(connection, batch).run(OpeningReads.none());
        new LotRead(connection, batch, () -> Duration.ZERO, RunTable.Opening::zero).run(List.of());
        PastMovements.load(connection, batch, BookRead.runWholly(connection, batch, policy), policy);
        var merge = new Merge(policy);
        var found = new ArrayList<String>();
        for (var key : ids.keySet()) {
            merge.rederived(key, batch)
                    .forEach((state, step) ->
                            found.add(key.sku() + " at " + key.location() + ": " + state + difference(step)));
        }
        return found;
    }

    /** The step tells the whole position: where one lot gains what another loses it tells nothing. */
    private static String difference(Decision.Step step) {
        return step.before() == step.after()
                ? " is " + step.before() + ", but what was said of its orders is split over its lots otherwise"
                : " is " + step.before() + ", what was said of its orders makes it " + step.after();
    }
}
