package io.stockrelay.deadletter.jdbc;

import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetterFilter;
import io.stockrelay.deadletter.DeadLetterGroup;
import io.stockrelay.deadletter.DeadLetterStore;
import io.stockrelay.deadletter.StoredMessage;
import io.stockrelay.deadletter.TrailEntry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads dead letters and records what people decide. */
final class JdbcDeadLetterStore implements DeadLetterStore {

    private static final String SELECT = """
            select d.*, m.receipt, m.route, m.file_name
            from dead_letter d left join dead_letter_message m on m.id = d.message_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcDeadLetterStore(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.clock = clock;
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return jdbc.sql(SELECT + " where d.id = :id")
                .param("id", id)
                .query(DeadLetterRow::letter)
                .optional();
    }

    @Override
    public List<DeadLetter> list(DeadLetterFilter filter, long beforeId, int limit) {
        Where where = Where.of(filter);
        return jdbc.sql(SELECT + " where d.id < :before" + where.sql() + " order by d.id desc limit :limit")
                .params(where.values())
                .param("before", beforeId)
                .param("limit", Math.min(limit, PAGE_MAX))
                .query(DeadLetterRow::letter)
                .list();
    }

    @Override
    public long count(DeadLetterFilter filter) {
        Where where = Where.of(filter);
        return jdbc.sql("select count(*) from dead_letter d where true" + where.sql())
                .params(where.values())
                .query(Long.class)
                .single();
    }

    @Override
    public List<DeadLetterGroup> groups() {
        return jdbc.sql("""
                        select direction, party, step, cause, missing, count(*) as count, min(first_at) as first_at,
                            max(last_at) as last_at, (array_agg(message order by last_at desc))[1] as example
                        from dead_letter where state = 'OPEN'
                        group by direction, party, step, cause, missing
                        order by count(*) desc, max(last_at) desc limit :limit
                        """)
                .param("limit", GROUPS_MAX)
                .query(DeadLetterRow::group)
                .list();
    }

    @Override
    public List<Long> idsForReplay(DeadLetterFilter filter, int limit) {
        Where where = Where.of(filter);
        return jdbc.sql("select d.id from dead_letter d where true" + where.sql()
                        + " order by d.party, d.sku, d.location, d.id limit :limit")
                .params(where.values())
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    @Override
    public Optional<StoredMessage> message(long messageId) {
        return jdbc.sql("select * from dead_letter_message where id = :id")
                .param("id", messageId)
                .query(DeadLetterRow::message)
                .optional();
    }

    @Override
    public Optional<byte[]> payload(long id) {
        return jdbc.sql("select payload from dead_letter where id = :id and payload is not null")
                .param("id", id)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    @Override
    public List<TrailEntry> trail(long id) {
        return jdbc.sql("select at, actor, action, result from dead_letter_trail where dead_letter = :id"
                        + " order by id desc limit :limit")
                .param("id", id)
                .param("limit", TRAIL_MAX)
                .query(DeadLetterRow::trail)
                .list();
    }

    @Override
    public boolean close(DeadLetter read, DeadLetter.State state, String reason, String actor) {
        // The attempts it was read with: where it has failed again since, the decision was made on old knowledge.
        return jdbc.sql("""
                                with closed as (
                                    update dead_letter set state = :state, closed_reason = :reason, closed_by = :actor,
                                        closed_at = :now
                                    where id = :id and state = 'OPEN' and attempts = :attempts returning id
                                )
                                insert into dead_letter_trail (dead_letter, at, actor, action, result)
                                select id, :now, :actor, :state, :reason from closed
                                """)
                        .param("id", read.id())
                        .param("attempts", read.attempts())
                        .param("state", state.name())
                        .param("reason", reason)
                        .param("actor", actor)
                        .param("now", now())
                        .update()
                == 1;
    }

    @Override
    public void note(long id, TrailEntry.Action action, String result, String actor) {
        jdbc.sql("insert into dead_letter_trail (dead_letter, at, actor, action, result)"
                        + " values (:id, :now, :actor, :action, :result)")
                .param("id", id)
                .param("now", now())
                .param("actor", actor)
                .param("action", action.name())
                .param("result", result)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private record Where(String sql, Map<String, Object> values) {

        static Where of(DeadLetterFilter filter) {
            var values = new LinkedHashMap<String, Object>();
            put(values, "state", filter.state());
            put(values, "direction", filter.direction());
            put(values, "party", filter.party());
            put(values, "cause", filter.cause());
            put(values, "step", filter.step());
            put(values, "sku", filter.sku());
            put(values, "location", filter.location());
            put(values, "missing", filter.missing());
            var sql = new StringBuilder();
            values.keySet()
                    .forEach(column ->
                            sql.append(" and d.").append(column).append(" = :").append(column));
            if (filter.receipt() != null) {
                values.put("receipt", filter.receipt());
                sql.append(" and d.message_id in (select id from dead_letter_message where receipt = :receipt)");
            }
            return new Where(sql.toString(), values);
        }

        private static void put(Map<String, Object> values, String column, @Nullable Object value) {
            if (value != null) {
                values.put(column, value.toString());
            }
        }
    }
}
