package io.stockrelay.notice.jdbc;

import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.Kept;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.JdbcTemplate;

/** Notices that were taken or given up long ago. Those somebody may still replay stay: their dead letter is open. */
final class OldNotices implements Expiring {

    private static final String REMOVE = """
            delete from notice where pk in (
              select n.pk from notice n
              where n.state <> 'WAITING' and n.ended_at < ? and not exists (
                select from dead_letter d
                where d.state = 'OPEN' and d.direction = 'NOTICE' and d.party = n.party and d.listing = n.pk)
              order by n.ended_at limit ? for update of n skip locked)
            """;

    private final JdbcTemplate jdbc;

    OldNotices(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Kept kind() {
        return Kept.NOTICES;
    }

    @Override
    public Step removeBefore(Instant time, int limit) {
        int removed = jdbc.update(REMOVE, time.atOffset(ZoneOffset.UTC), limit);
        return new Step(removed, removed < limit);
    }
}
