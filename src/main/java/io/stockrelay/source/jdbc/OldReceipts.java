package io.stockrelay.source.jdbc;

import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.Kept;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Receipts by the time in their number: so the table needs no index beside its key. */
final class OldReceipts implements Expiring {

    private static final String REMOVE = "delete from receipt where id in (select id from receipt"
            + " where id < ? and received_at < ? order by id limit ? for update skip locked)";

    private final JdbcTemplate jdbc;

    OldReceipts(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public Kept kind() {
        return Kept.RECEIPTS;
    }

    @Override
    public Step removeBefore(Instant time, int limit) {
        int removed = jdbc.update(REMOVE, firstOf(time), time.atOffset(ZoneOffset.UTC), limit);
        return new Step(removed, removed < limit);
    }

    /** The smallest UUID of version 7 of that millisecond. */
    static UUID firstOf(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 0x7000L, Long.MIN_VALUE);
    }
}
