package io.stockrelay.allocation.jdbc;

import io.stockrelay.shared.Invariant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Holds what is granted against its record: an unbroken chain of changes from nothing to what is granted now. */
public final class GrantedIsItsChanges implements Invariant {

    private static final String CHECK = """
            with steps as (
                select c.position_id, c.account, c.version, c.before, c.after,
                    lag(c.after, 1, 0::bigint) over chain as earlier, lag(c.version, 1, 0) over chain as earlier_version
                from set_aside_change c window chain as (partition by c.position_id, c.account order by c.version)),
            last as (
                select distinct on (position_id, account) position_id, account, version, after
                from set_aside_change order by position_id, account, version desc)
            select coalesce(s.account, l.account) || ' of ' || p.sku || ' at ' || p.location || ': '
                || coalesce(s.granted, 0) || ' granted as version ' || coalesce(s.version, 0) || ', its record says '
                || coalesce(l.after, 0) || ' as version ' || coalesce(l.version, 0) as text
            from set_aside s full join last l on l.position_id = s.position_id and l.account = s.account
            join position p on p.id = coalesce(s.position_id, l.position_id)
            where coalesce(s.granted, 0) <> coalesce(l.after, 0) or coalesce(s.version, 0) <> coalesce(l.version, 0)
            union all
            select s.account || ' of ' || p.sku || ' at ' || p.location || ': version ' || s.version || ' changed '
                || s.before || ', the one before it left ' || s.earlier
            from steps s join position p on p.id = s.position_id
            where s.before <> s.earlier or s.version <> s.earlier_version + 1
            union all
            select s.account || ' of ' || p.sku || ' at ' || p.location || ': ' || s.taken || ' taken of ' || s.granted
                || ' granted'
            from set_aside s join position p on p.id = s.position_id
            where s.taken < 0 or s.taken > s.granted
            order by 1 limit ?
            """;

    private final JdbcTemplate jdbc;

    public GrantedIsItsChanges(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String sentence() {
        return "what is set aside for an account is what its record says, and no more is taken of it";
    }

    @Override
    public List<String> violations() {
        return jdbc.queryForList(CHECK, String.class, VIOLATIONS_MAX);
    }
}
