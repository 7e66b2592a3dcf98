package io.stockrelay.stock.jdbc;

import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.Kept;
import io.stockrelay.stock.BookStatement;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was said of lines of order books and can change no figure any more: lines that are over, statements and lists that
 * a newer one has replaced before every figure of the position. Up to when anything of a source's books was removed is
 * kept, so that what comes late of that time opens no line anew.
 */
final class OldOrderBooks implements Expiring {

    private static final long LOCK = 0x4F4C44424F4F4BL;

    /** As of when the figure is that orders are compared with: of lots the newest that is less of orders. */
    private static final String FIGURE =
            """
            coalesce((
                select max(n.base_as_of) from lot_state n
                where n.position_id = l.position_id and n.state = %1$d and n.base_nets & %2$d <> 0), (
                select o.base_as_of from position_state o where o.position_id = l.position_id and o.state = %1$d))
            """.formatted(StockState.ON_HAND.ordinal(), 1 << StockState.ALLOCATED.ordinal());

    /**
     * A time no figure of the position reaches back to, and no stated book that one is compared with; positions without
     * figures set none.
     */
    private static final String BOUND =
            """
            least(:before, (
                select least(min(f.base_as_of), %3$s, (
                    select max(e.at) from event e
                    where e.position_id = l.position_id and e.kind is not null and e.s_allocated is not null
                        and e.at <= %3$s), (
                    select min(x.base_as_of) from lot_state x
                    where x.position_id = l.position_id and x.state = %1$d
                        and (coalesce(x.base_units, 0) + x.after_units <> x.netted_units
                            or x.last_moved > %3$s - :slack * interval '1 microsecond')
                    )) - :slack * interval '1 microsecond'
                from position_state f where f.position_id = l.position_id and f.state in (%1$d, %2$d)))
            """.formatted(StockState.ON_HAND.ordinal(), StockState.ALLOCATED.ordinal(), FIGURE);

    /**
     * Nothing of the line has been open since then, by the newest that was said of it, which is {@code s}. History has
     * no namespaces: what left under the number counts only as far as the order's own total holds it.
     */
    private static final String OVER = """
            (s.units <= 0
            or s.units <= (
                select coalesce(max(t.dispatched), 0) from reference_told t
                where t.namespace = l.namespace and t.reference = l.reference and t.position_id = l.position_id)
            and s.units <= (
                select coalesce(-sum(e.d_on_hand), 0) from event e
                where e.position_id = l.position_id and e.at < :before and (e.at > s.at or s.kind = %1$d)
                    and e.type = %2$d and e.outcome in (%3$d, %4$d)
                    and (e.reference = l.reference or e.reference in (
                        select a.reference from order_alias a
                        where a.order_namespace = l.namespace and a.order_reference = l.reference)))
            or exists (
                select from book_list b join position p on p.location = b.location
                where p.id = l.position_id and b.source = l.source and b.at < :before
                    and (b.at > s.at or b.at = s.at and s.kind = %1$d)))
            """.formatted(
                    BookStatement.Kind.TAKEN_OVER.ordinal(),
                    EventType.SHIP.ordinal(),
                    Outcome.APPLIED.ordinal(),
                    Outcome.ALREADY_COUNTED.ordinal());

    /** Whether a figure of the position is read against the line's book: then only its derivation knows when it is over. */
    private static final String READ = """
            exists (
                select from position_state f where f.position_id = l.position_id and f.base_source = l.source
                    and (f.state = %1$d and f.base_nets & %2$d <> 0 or f.state = %3$d)
                union all
                select from lot_state f where f.position_id = l.position_id and f.base_source = l.source
                    and f.state = %1$d and f.base_nets & %2$d <> 0)
            """.formatted(
                    StockState.ON_HAND.ordinal(), 1 << StockState.ALLOCATED.ordinal(), StockState.ALLOCATED.ordinal());

    private static final String OLD_LINES = """
            book_line l cross join lateral (
                select s.at, s.kind, s.units from book_statement s where s.line = l.id
                order by s.at desc, s.kind desc, s.sequence desc, s.units, s.event desc limit 1) s
            where s.at < %s and (l.closed or not %s and %s)
            """.formatted(BOUND, READ, OVER);
    private static final String REPLACED = """
            exists (
                select from book_statement x where x.line = o.line and x.at > o.at and x.at < %s)
            """.formatted(BOUND);

    /** Lists of a location up to the newest that every figure with lines of that book is younger than. */
    private static final String LISTS = """
            delete from book_list b where (b.location, b.source, b.at, b.event) in (
              select o.location, o.source, o.at, o.event from book_list o
              where o.at < :before and exists (
                select from book_list x where x.location = o.location and x.source = o.source and x.at > o.at
                    and x.at < :before and not exists (
                        select from position p join book_line l on l.position_id = p.id and l.source = x.source
                        where p.location = x.location and x.at >= %s))
              limit :limit)
            """.formatted(BOUND);

    private static final String POSITIONS =
            """
            select c.id from (
              select distinct l.position_id as id from book_statement o join book_line l on l.id = o.line
              where o.at < :before and (%s or l.id in (select l.id from %s))
              limit :limit) c
            order by c.id
            """.formatted(REPLACED, OLD_LINES.replace("where s.at", "where l.id = o.line and s.at"));
    private static final String HOLD =
            "select id from position where id = any(:positions) order by id for no key update skip locked";
    private static final String REMOVE = """
            with lines as (
              select l.id, l.source from %1$s and l.position_id = any(:positions)
            ), statements as (
              select o.line, o.at, o.event, l.source from book_statement o join book_line l on l.id = o.line
              where l.position_id = any(:positions) and o.at < :before and %2$s
                and l.id not in (select id from lines)
              union all
              select o.line, o.at, o.event, i.source from book_statement o join lines i on i.id = o.line
            ), forgotten as (
              insert into book_forgotten (source, up_to) select source, max(at) from statements group by source
              order by source
              on conflict (source) do update set up_to = greatest(book_forgotten.up_to, excluded.up_to)
            ), replaced as (
              delete from book_statement d using statements g
              where d.line = g.line and d.at = g.at and d.event = g.event and g.line not in (select id from lines)
            ), over as (
              delete from book_line d using lines i where d.id = i.id
            )
            select count(*) from statements
            """.formatted(OLD_LINES, REPLACED);

    private final NamedParameterJdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final long slack;

    OldOrderBooks(JdbcTemplate jdbc, TransactionTemplate transactions, Clocks clocks) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.transactions = transactions;
        this.slack = clocks.slacks().values().stream()
                        .map(one -> one.tolerance().plus(one.lag()))
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1_000;
    }

    @Override
    public Kept kind() {
        return Kept.ORDER_BOOKS;
    }

    /** @param limit of positions, and of lists */
    @Override
    public Step removeBefore(Instant time, int limit) {
        var named = new MapSqlParameterSource("before", time.atOffset(ZoneOffset.UTC))
                .addValue("slack", slack)
                .addValue("limit", limit);
        return Objects.requireNonNull(transactions.execute(status -> step(named, limit)));
    }

    private Step step(MapSqlParameterSource named, int limit) {
        var plain = jdbc.getJdbcTemplate();
        if (!Boolean.TRUE.equals(plain.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
            return new Step(0, true); // another node is at it
        }
        plain.execute("set local synchronous_commit = off"); // a removal lost with a crash is made again
        plain.execute(AliasTable.HOLD_STILL);
        var old = jdbc.queryForList(POSITIONS, named, Long.class);
        int statements = old.isEmpty() ? 0 : remove(named, old);
        int lists = jdbc.update(LISTS, named);
        return new Step(statements + lists, old.size() < limit && lists < limit);
    }

    /** Whoever is told of a book holds its positions: those wait for the next round. */
    private int remove(MapSqlParameterSource named, List<Long> old) {
        var held = jdbc.queryForList(HOLD, named.addValue("positions", old.toArray(Long[]::new)), Long.class);
        named.addValue("positions", held.toArray(Long[]::new));
        return Objects.requireNonNull(jdbc.queryForObject(REMOVE, named, Integer.class));
    }
}
