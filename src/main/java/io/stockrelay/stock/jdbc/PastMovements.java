package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Changes;
import io.stockrelay.stock.Clocks;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PastMovement;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockPolicy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the recorded movements a new base may have to count on top. Most statements are newer than every movement of
 * their position: for those nothing is read.
 */
final class PastMovements {

    private static final String READ = """
            select e.position_id, e.at, e.source, coalesce(e.d_on_hand, 0), coalesce(e.d_quality_hold, 0),
                coalesce(e.d_damaged, 0), case when e.type = %d then e.reference end, case when e.by_lot then e.lot end
            from unnest(?::int8[], ?::int8[]) as k(position_id, since)
            join event e on e.position_id = k.position_id and e.at > %s
            where e.kind is null and e.expected is null and e.s_allocated is null and e.outcome in (%d, %d)
            """.formatted(
                    EventType.SHIP.ordinal(),
                    Columns.time("k.since"),
                    Outcome.APPLIED.ordinal(),
                    Outcome.ALREADY_COUNTED.ordinal());

    /** Source and namespace of what {@code /dispatch} moves. */
    private static final String DISPATCHES = "reservations";

    private PastMovements() {}

    /** @param netted from when on movements matter, whatever is stated now, for positions that depend on order books */
    static void load(Connection connection, Batch batch, Map<PositionKey, Instant> netted, StockPolicy policy)
            throws SQLException {
        var clocks = policy.clocks();
        var since = new HashMap<>(netted);
        for (var event : batch.events) {
            if (event instanceof LevelEvent level && mayCountAny(level, batch, clocks)) {
                since.merge(level.header().position(), from(level, clocks), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        if (!since.isEmpty()) {
            read(connection, batch, since, policy);
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

    private static void read(Connection connection, Batch batch, Map<PositionKey, Instant> since, StockPolicy policy)
            throws SQLException {
        var keys = new HashMap<Long, PositionKey>();
        since.keySet().forEach(key -> keys.put(batch.id(key), key));
        try (var statement = connection.prepareStatement(READ)) {
            new Columns<>(connection, statement, 1, since.entrySet())
                    .longs(entry -> batch.id(entry.getKey()))
                    .times(Map.Entry::getValue);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key = Objects.requireNonNull(keys.get(rows.getLong(1)));
                    batch.position(key).load(movement(rows, batch.position(key), policy), rows.getString(8));
                }
            }
        }
    }

    private static PastMovement movement(ResultSet rows, PositionDraft draft, StockPolicy policy) throws SQLException {
        var source = new SourceId(rows.getString(3));
        var reference = rows.getString(7);
        return new PastMovement(
                Objects.requireNonNull(Columns.instant(rows, 2)),
                source,
                new Changes(rows.getLong(4), rows.getLong(5), rows.getLong(6)),
                reference == null ? null : order(policy.references().namespaceOf(source), reference, draft));
    }

    /** A promise's own dispatch is of that promise's order, in whichever namespace; history keeps its number alone. */
    private static OrderReference order(String namespace, String reference, PositionDraft draft) {
        var own = new OrderReference(namespace, reference);
        return namespace.equals(DISPATCHES)
                ? draft.book().orders().stream()
                        .filter(order -> order.reference().equals(reference))
                        .findFirst()
                        .orElse(own)
                : own;
    }
}
