package io.stockrelay.deadletter.jdbc;

import io.stockrelay.deadletter.ReplayRun;
import io.stockrelay.deadletter.ReplayRunStore;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Progress of replays in PostgreSQL. */
final class JdbcReplayRuns implements ReplayRunStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcReplayRuns(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    @Override
    public void start(ReplayRun run) {
        jdbc.sql("""
                        insert into dead_letter_replay
                            (id, actor, chosen, total, done, replayed, failed, state, note, started_at, beat_at)
                        values (:id, :actor, :chosen, :total, 0, 0, 0, 'RUNNING', '', :now, :now)
                        """)
                .param("id", run.id())
                .param("actor", run.actor())
                .param("chosen", run.chosen())
                .param("total", run.total())
                .param("now", now())
                .update();
    }

    @Override
    public Optional<ReplayRun> find(UUID id) {
        return jdbc.sql("select * from dead_letter_replay where id = :id")
                .param("id", id)
                .query(DeadLetterRow::run)
                .optional();
    }

    @Override
    public List<ReplayRun> latest(int limit) {
        return jdbc.sql("select * from dead_letter_replay order by started_at desc limit :limit")
                .param("limit", limit)
                .query(DeadLetterRow::run)
                .list();
    }

    @Override
    public boolean progress(UUID id, int done, int replayed, int failed) {
        return jdbc.sql("update dead_letter_replay set done = :done, replayed = :replayed, failed = :failed,"
                        + " beat_at = :now where id = :id returning cancel_asked")
                .param("id", id)
                .param("done", done)
                .param("replayed", replayed)
                .param("failed", failed)
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    @Override
    public void end(UUID id, ReplayRun.State state, String note) {
        jdbc.sql("update dead_letter_replay set state = :state, note = :note, beat_at = :now where id = :id")
                .param("id", id)
                .param("state", state.name())
                .param("note", note)
                .param("now", now())
                .update();
    }

    @Override
    public boolean askCancel(UUID id) {
        return jdbc.sql("update dead_letter_replay set cancel_asked = true where id = :id and state = 'RUNNING'")
                        .param("id", id)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
