package io.stockrelay.notice.jdbc;

import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.Kept;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Notices that were taken or given up long ago, and the oldest of more than are kept at all. Those somebody may still replay
 * stay: their dead letter is open.
 */
final class OldNotices implements Expiring {

    private static final String REMOVE = """
            delete from notice where pk in (
              select n.pk from notice n
              where n.state <> 'WAITING' and n.ended_at < greatest(?, (
                select k.ended_at from notice k where k.state <> 'WAITING' order by k.ended_at desc offset ? limit 1))
              and not exists (
                select from dead_letter d
                where d.state = 'OPEN' and d.direction = 'NOTICE' and d.party = n.party and d.listing = n.pk)
              order by n.ended_at limit ? for update of n skip locked)
            """;

    private final JdbcTemplate jdbc;
    private final int max;

    OldNotices(JdbcTemplate jdbc, int max) {
        this.jdbc = jdbc;
        this.max = max;
    }

    @Override
    public Kept kind() {
        return Kept.NOTICES;
    }

    @Override
    public Step removeBefore(Instant time, int limit) {
        int removed = jdbc.update(REMOVE, time.atOffset(ZoneOffset.UTC), max - 1, limit);
        return new Step(removed, removed < limit);
    }
}
