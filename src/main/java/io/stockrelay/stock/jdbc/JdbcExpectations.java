package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Expectations;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Adds up what references still have open, one statement a call. */
final class JdbcExpectations implements Expectations {

    private static final int KEYS_MAX = 10_000;
    private static final String OPEN = """
            select p.sku, p.location, t.due_on, sum(coalesce(t.expected, 0) + t.transferred - t.received)
            from unnest(?::text[], ?::text[]) as k(sku, location)
            join position p on p.sku = k.sku and p.location = k.location
            join reference_told t on t.position_id = p.id and (t.expected is not null or t.transferred > 0)
            where coalesce(t.expected, 0) + t.transferred > t.received
            group by p.sku, p.location, t.due_on
            """;

    private final JdbcTemplate jdbc;

    JdbcExpectations(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<PositionKey, List<Expected>> open(Collection<PositionKey> keys) {
        if (keys.size() > KEYS_MAX) {
            throw new IllegalArgumentException("at most " + KEYS_MAX + " positions a call, not " + keys.size());
        }
        var open = new HashMap<PositionKey, List<Expected>>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(OPEN);
                    new Columns<>(connection, statement, 1, keys)
                            .text(key -> key.sku().value())
                            .text(key -> key.location().value());
                    return statement;
                },
                row -> {
                    var key = new PositionKey(new Sku(row.getString(1)), new LocationId(row.getString(2)));
                    var due = row.getDate(3);
                    open.computeIfAbsent(key, one -> new ArrayList<>())
                            .add(new Expected(row.getLong(4), due == null ? null : due.toLocalDate()));
                });
        return open;
    }
}
