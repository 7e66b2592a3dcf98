package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Changes;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PastMovement;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the recorded movements a new base may have to count on top. Most statements are newer than every movement of
 * their position: for those nothing is read.
 */
final class PastMovements {

    private static final String READ =
            """
            select e.position_id, e.at, e.source, coalesce(e.d_on_hand, 0), coalesce(e.d_quality_hold, 0),
                coalesce(e.d_damaged, 0), case when e.by_lot then e.lot end
            from unnest(?::int8[], ?::int8[]) as k(position_id, since)
            join event e on e.position_id = k.position_id and e.at > %s
            where e.kind is null and e.expected is null and e.outcome in (%d, %d)
            """.formatted(Columns.time("k.since"), Outcome.APPLIED.ordinal(), Outcome.ALREADY_COUNTED.ordinal());

    private PastMovements() {}

    static void load(Connection connection, Batch batch, List<StockEvent> events, Clocks clocks) throws SQLException {
        var since = new HashMap<PositionKey, Instant>();
        for (var event : events) {
            if (event instanceof LevelEvent level && mayCountAny(level, batch, clocks)) {
                since.merge(level.header().position(), from(level, clocks), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        if (!since.isEmpty()) {
            read(connection, batch, since);
        }
    }

    private static Instant from(LevelEvent level, Clocks clocks) {
        return level.header().at().minus(clocks.widest(level.header().key().source()));
    }

    private static boolean mayCountAny(LevelEvent level, Batch batch, Clocks clocks) {
        var draft = batch.position(level.header().position());
        var from = from(level, clocks);
        return level.units().keySet().stream().anyMatch(state -> {
            var moved = draft.track(state).lastMoved();
            return moved != null && moved.isAfter(from);
        });
    }

    private static void read(Connection connection, Batch batch, Map<PositionKey, Instant> since) throws SQLException {
        var keys = new HashMap<Long, PositionKey>();
        since.keySet().forEach(key -> keys.put(batch.id(key), key));
        try (var statement = connection.prepareStatement(READ)) {
            new Columns<>(connection, statement, 1, since.entrySet())
                    .longs(entry -> batch.id(entry.getKey()))
                    .times(Map.Entry::getValue);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key = Objects.requireNonNull(keys.get(rows.getLong(1)));
                    batch.position(key)
                            .load(
                                    new PastMovement(
                                            Objects.requireNonNull(Columns.instant(rows, 2)),
                                            new SourceId(rows.getString(3)),
                                            new Changes(rows.getLong(4), rows.getLong(5), rows.getLong(6))),
                                    rows.getString(7));
                }
            }
        }
    }
}
