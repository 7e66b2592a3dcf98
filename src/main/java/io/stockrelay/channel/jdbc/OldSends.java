package io.stockrelay.channel.jdbc;

import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.Kept;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls to channels that a later confirmed one of the same listings has overtaken. What stays however old it is: the last
 * confirmed call of each listing, and a call whose outcome nobody knows until a later one was confirmed.
 */
final class OldSends implements Expiring {

    private static final UUID FIRST = new UUID(0, 0);

    /** One node at a time: two that delete the same calls in another order would wait for each other. */
    private static final long LOCK = 0x53524F4C44L;

    // What stays is looked at once in a pass: the next step goes on behind it.
    private static final String STEP = """
            with looked as (
              select key, created_at from send
              where created_at >= ? and created_at < ? and (created_at > ? or key > ?)
              order by created_at, key limit ?
            ), gone as (
              delete from send s using looked l
              where s.key = l.key and not exists (
                select from send_item i
                where i.send = s.key and (i.outcome is null or i.outcome = 'CONFIRMED') and not exists (
                  select from send_item n
                  where n.listing = i.listing and n.marked_at >= i.marked_at and n.outcome = 'CONFIRMED'
                    and n.settled_at > coalesce(i.settled_at, s.created_at)))
              returning s.key
            )
            select key, created_at, (select count(*) from looked) as looked, (select count(*) from gone) as gone
            from looked order by created_at desc, key desc limit 1
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private Last last = new Last(FIRST, Instant.EPOCH, 0, 0);

    OldSends(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The last row that a step looked at, and how many it looked at and removed. */
    private record Last(UUID key, Instant createdAt, int looked, int gone) {}

    @Override
    public Kept kind() {
        return Kept.SENDS;
    }

    @Override
    public synchronized Step removeBefore(Instant time, int limit) {
        var step = transactions.execute(status -> step(time, limit));
        boolean isLast = step == null || step.looked() < limit;
        last = step == null || isLast ? new Last(FIRST, Instant.EPOCH, 0, 0) : step;
        return new Step(step == null ? 0 : step.gone(), isLast);
    }

    private @Nullable Last step(Instant time, int limit) {
        if (!Boolean.TRUE.equals(jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK))) {
            return null; // another node is at it
        }
        jdbc.execute("set local synchronous_commit = off"); // a removal lost with a crash is made again
        return Bound.on(jdbc, STEP)
                .time(last.createdAt())
                .time(time)
                .time(last.createdAt())
                .uuid(last.key())
                .number(limit)
                .rows((row, number) -> new Last(
                        Objects.requireNonNull(row.getObject("key", UUID.class)),
                        Rows.time(row, "created_at"),
                        row.getInt("looked"),
                        row.getInt("gone")))
                .stream()
                .findFirst()
                .orElse(null);
    }
}
