package io.stockrelay.source.jdbc;

import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.Kept;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Chunks of files whose result was delivered. The run itself stays: by it the same file is known when it comes again. */
final class OldFileChunks implements Expiring {

    private static final String REMOVE = """
            delete from run_chunk where (run_id, chunk) in (
              select c.run_id, c.chunk from file_run r join run_chunk c on c.run_id = r.id
              where r.finished_at < ? and not exists (select from run_row w where w.run_id = r.id)
              limit ? for update of c skip locked)
            """;

    private final JdbcTemplate jdbc;

    OldFileChunks(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    @Override
    public Kept kind() {
        return Kept.FILE_CHUNKS;
    }

    @Override
    public Step removeBefore(Instant time, int limit) {
        int removed = jdbc.update(REMOVE, time.atOffset(ZoneOffset.UTC), limit);
        return new Step(removed, removed < limit);
    }
}
