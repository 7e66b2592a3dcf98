package io.stockrelay.day;

import io.stockrelay.testkit.RunningStockRelay;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is stored, read past the program. */
final class Store {

    private final JdbcClient jdbc;

    Store(RunningStockRelay program) {
        this(
                "jdbc:postgresql://127.0.0.1:" + program.port("postgres") + "/stockrelay",
                "stockrelay",
                program.secret("postgres-stockrelay"));
    }

    Store(String url, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        jdbc = JdbcClient.create(source);
    }

    /** Source and id of every event in the history. */
    Set<String> events() {
        return new HashSet<>(jdbc.sql("select source || ' ' || event_id from event")
                .query(String.class)
                .list());
    }

    /** Numbers that still have to be told to a channel. */
    long pending() {
        return jdbc.sql("select count(*) from publication where state <> 'FAILED'")
                .query(Long.class)
                .single();
    }

    /** Open dead letters: party, class, event id, and a part of what it says. */
    List<String> deadLetters() {
        return jdbc.sql("""
                        select party || ' ' || cause || ' ' || coalesce(event_id, listing_name, '-') from dead_letter
                         where state = 'OPEN' order by 1
                        """).query(String.class).list();
    }
}
