package io.stockrelay.day;

import io.stockrelay.testkit.RunningStockRelay;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    /** Changes something past the program. */
    void change(String statement) {
        jdbc.sql(statement).update();
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

    /** On hand of every SKU whose name starts so, at all locations together. */
    Map<String, Long> onHand(String skuStart) {
        var found = new TreeMap<String, Long>();
        jdbc.sql("""
                        select p.sku, sum(coalesce(s.base_units, 0) + s.after_units) from position p
                        join position_state s on s.position_id = p.id and s.state = 0
                         where starts_with(p.sku, :start) group by p.sku
                        """).param("start", skuStart).query(row -> {
            found.put(row.getString(1), row.getLong(2));
        });
        return found;
    }

    /** File runs that have begun and are not through: name and state. */
    List<String> unfinishedRuns() {
        return jdbc.sql("select file_name || ' ' || state from file_run where folder is null order by 1")
                .query(String.class)
                .list();
    }

    /** Numbers that are on their way to a channel. */
    long sending() {
        return jdbc.sql("select count(*) from publication where state = 'SENDING'")
                .query(Long.class)
                .single();
    }

    /** The raw messages that dead letters keep. */
    List<String> messages() {
        return jdbc.sql("select convert_from(bytes, 'UTF8') from dead_letter_message")
                .query(String.class)
                .list();
    }

    /** The messages nobody can read, each once however often it was sent: a sender's repeat has a message id of its own. */
    Set<String> unreadable() {
        return Set.copyOf(jdbc.sql("""
                        select distinct convert_from(m.bytes, 'UTF8') from dead_letter d
                         join dead_letter_message m on m.id = d.message_id
                         where d.state = 'OPEN' and d.cause = 'UNPARSEABLE'
                        """).query(String.class).list());
    }

    /** Open dead letters of what could be read: party, class, event id. */
    List<String> readable() {
        return deadLetters().stream()
                .filter(letter -> !letter.contains(" UNPARSEABLE "))
                .toList();
    }

    /** Open dead letters: party, class, event id. */
    List<String> deadLetters() {
        return jdbc.sql("""
                        select party || ' ' || cause || ' ' || coalesce(event_id, listing_name, '-') from dead_letter
                         where state = 'OPEN' order by 1
                        """).query(String.class).list();
    }
}
