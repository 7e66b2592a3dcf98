package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.jdbc.ClosingWrites;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A counter for each writer of each node, raised in the transaction of every batch: whoever sees another node's counter
 * raised knows that positions it remembers may be old. A counter is a row of its own, so that no writer waits for another.
 */
final class Beats {

    private static final String RAISE = """
            insert into ledger_beat (node, writer, beats, at) values (?, ?, 1, now())
            on conflict (node, writer) do update set beats = ledger_beat.beats + 1, at = now()
            """;
    private static final String OTHERS = "select node || '/' || writer, beats from ledger_beat where node <> ?";
    private static final String FORGET = "delete from ledger_beat where at < now() - interval '1 day'";

    private final JdbcTemplate jdbc;
    private final UUID node = UUID.randomUUID();

    Beats(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In the transaction of the batch, on the writer's thread. */
    void raise() {
        var writer = Thread.currentThread().getName();
        ClosingWrites.of(Objects.requireNonNull(jdbc.getDataSource())).add(RAISE, (connection, statement, first) -> {
            statement.setObject(first, node);
            statement.setString(first + 1, writer);
            return first + 2;
        });
    }

    /** The counters of all other nodes; equal to those read before where none of them has committed anything since. */
    Map<String, Long> ofOthers() {
        var beats = new HashMap<String, Long>();
        jdbc.query(
                OTHERS,
                row -> {
                    beats.put(row.getString(1), row.getLong(2));
                },
                node);
        return beats;
    }

    /** Nodes that are long gone. */
    void forgetOld() {
        jdbc.update(FORGET);
    }
}
