package io.stockrelay.deadletter.jdbc;

import io.stockrelay.retention.Expiring;
import io.stockrelay.retention.Kept;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Dead letters that were replayed or discarded long ago, and raw messages no other letter points to. Open ones stay. */
final class OldDeadLetters implements Expiring {

    private static final String TAKE = """
            select id, message_id from dead_letter where state <> 'OPEN' and closed_at < ?
            order by closed_at limit ? for update skip locked
            """;
    private static final String TAKE_ONE = "select id from dead_letter where state <> 'OPEN' and closed_at < ? limit 1";
    private static final String REMOVE_MESSAGES = """
            delete from dead_letter_message m where m.id = any(?)
              and not exists (select from dead_letter d where d.message_id = m.id)
            """;
    private static final String REMOVE_REPLAYS = """
            delete from dead_letter_replay where id in (
              select id from dead_letter_replay where state <> 'RUNNING' and beat_at < ? limit ? for update skip locked)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    OldDeadLetters(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    private record Letter(long id, long message) {}

    @Override
    public Kept kind() {
        return Kept.DEAD_LETTERS;
    }

    @Override
    public Step removeBefore(Instant time, int limit) {
        var before = time.atOffset(ZoneOffset.UTC);
        int replays = jdbc.update(REMOVE_REPLAYS, before, limit);
        int letters = Objects.requireNonNull(transactions.execute(status -> letters(before, limit)));
        return new Step(replays + letters, replays < limit && letters < limit);
    }

    /**
     * The table of messages first, then rows of letters: the order in which failures are kept. A message that comes again
     * at this moment then finds its row or makes a new one, never one that is going.
     */
    private int letters(OffsetDateTime before, int limit) {
        if (jdbc.queryForList(TAKE_ONE, Long.class, before).isEmpty()) {
            return 0;
        }
        jdbc.execute("set local lock_timeout = '200ms'"); // whoever keeps failures waits no longer than that for us
        jdbc.execute("lock table dead_letter_message in share row exclusive mode");
        var taken = jdbc.query(TAKE, (row, number) -> letter(row), before, limit);
        var ids = taken.stream().map(Letter::id).toList();
        remove("delete from dead_letter_trail where dead_letter = any(?)", ids);
        remove("delete from dead_letter where id = any(?)", ids);
        remove(REMOVE_MESSAGES, taken.stream().map(Letter::message).distinct().toList());
        return taken.size();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(row.getLong("id"), row.getLong("message_id"));
    }

    private void remove(String sql, List<Long> ids) {
        jdbc.update(sql, statement -> bind(statement, ids));
    }

    private static void bind(PreparedStatement statement, List<Long> ids) throws SQLException {
        statement.setArray(1, statement.getConnection().createArrayOf("int8", ids.toArray()));
    }
}
