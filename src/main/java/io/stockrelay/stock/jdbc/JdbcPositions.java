package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import io.stockrelay.stock.StockState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads positions, one statement a call. */
final class JdbcPositions implements Positions {

    private static final int KEYS_MAX = 10_000;
    private static final String COLUMNS = """
            select p.sku, p.location,
              coalesce(sum(coalesce(s.base_units, 0) + s.after_units) filter (where s.state = %1$d), 0),
              coalesce(sum(coalesce(s.base_units, 0) + s.after_units) filter (where s.state = %5$d), 0),
              coalesce(sum(coalesce(s.base_units, 0) + s.after_units) filter (where s.state = %2$d), 0),
              coalesce(sum(coalesce(s.base_units, 0) + s.after_units) filter (where s.state = %3$d), 0),
              coalesce(sum(coalesce(s.base_units, 0) + s.after_units) filter (where s.state = %4$d), 0),
              coalesce(sum(coalesce(s.base_units, 0) + s.after_units) filter (where s.state = %6$d), 0),
              max(s.base_as_of) filter (where s.state = %1$d),
              max(s.base_source) filter (where s.state = %1$d),
              max(s.changed_at),
              (select string_agg(a.account || ' ' || (a.granted - a.taken), ',') from set_aside a
                where a.position_id = p.id and a.granted > a.taken)
            """.formatted(
                    StockState.ON_HAND.ordinal(),
                    StockState.QUALITY_HOLD.ordinal(),
                    StockState.DAMAGED.ordinal(),
                    StockState.IN_TRANSIT.ordinal(),
                    StockState.ALLOCATED.ordinal(),
                    StockState.UNUSABLE.ordinal());
    private static final String BY_KEYS = COLUMNS + """
            from unnest(?::text[], ?::text[]) as k(sku, location)
            join position p on p.sku = k.sku and p.location = k.location
            left join position_state s on s.position_id = p.id
            group by p.id, p.sku, p.location
            """;
    private static final String BY_SKU = COLUMNS + """
            from position p left join position_state s on s.position_id = p.id
            where p.sku = ? group by p.id, p.sku, p.location order by p.location
            """;

    private final JdbcTemplate jdbc;

    JdbcPositions(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<PositionKey, PositionView> read(Collection<PositionKey> keys) {
        if (keys.size() > KEYS_MAX) {
            throw new IllegalArgumentException("at most " + KEYS_MAX + " positions a call, not " + keys.size());
        }
        var views = new LinkedHashMap<PositionKey, PositionView>();
        keys.forEach(key -> views.put(key, PositionView.unknown(key)));
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(BY_KEYS);
                    new Columns<>(connection, statement, 1, views.keySet())
                            .text(key -> key.sku().value())
                            .text(key -> key.location().value());
                    return statement;
                },
                rows -> {
                    var view = view(rows);
                    views.put(view.key(), view);
                });
        return views;
    }

    @Override
    public List<PositionView> of(Sku sku) {
        var views = new ArrayList<PositionView>();
        jdbc.query(
                BY_SKU,
                rows -> {
                    views.add(view(rows));
                },
                sku.value());
        return views;
    }

    private static PositionView view(ResultSet rows) throws SQLException {
        var key = new PositionKey(new Sku(rows.getString(1)), new LocationId(rows.getString(2)));
        var source = rows.getString(10);
        return new PositionView(
                key,
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6),
                rows.getLong(7),
                rows.getLong(8),
                Columns.instant(rows, 9),
                source == null ? null : new SourceId(source),
                Columns.instant(rows, 11),
                setAsides(rows.getString(12)));
    }

    /** Names of accounts hold neither blanks nor commas. */
    private static Map<AccountId, Long> setAsides(@Nullable String text) {
        if (text == null) {
            return Map.of();
        }
        var setAsides = new HashMap<AccountId, Long>();
        for (var one : text.split(",", -1)) {
            int blank = one.indexOf(' ');
            setAsides.put(new AccountId(one.substring(0, blank)), Long.parseLong(one.substring(blank + 1)));
        }
        return setAsides;
    }
}
