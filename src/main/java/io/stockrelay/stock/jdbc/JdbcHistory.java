package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.History;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.RecordedEvent;
import io.stockrelay.stock.StockState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the append-only history. */
final class JdbcHistory implements History {

    private static final String SELECT = """
            select e.number, e.source, e.event_id, e.type, e.outcome, p.sku, p.location, e.at, e.recorded_at, e.receipt,
                e.d_on_hand, e.d_quality_hold, e.d_damaged, e.s_on_hand, e.s_quality_hold, e.s_damaged, e.s_in_transit,
                e.trail, e.reference, e.reason, e.lot, e.s_allocated, e.s_blocked
            from position p join event e on e.position_id = p.id
            """;

    private final JdbcTemplate jdbc;

    JdbcHistory(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<RecordedEvent> of(Sku sku, long beforeNumber, int limit) {
        return jdbc.query(
                SELECT + " where p.sku = ? and e.number < ? order by e.number desc limit ?",
                (row, index) -> event(row),
                sku.value(),
                beforeNumber,
                Math.min(limit, PAGE_MAX));
    }

    @Override
    public Optional<RecordedEvent> find(EventKey key) {
        return jdbc
                .query(
                        SELECT + " where e.source = ? and e.event_id = ?",
                        (row, index) -> event(row),
                        key.source().value(),
                        key.id())
                .stream()
                .findFirst();
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        return new RecordedEvent(
                row.getLong(1),
                new EventKey(new SourceId(row.getString(2)), DocumentRows.idOf(row.getString(3))),
                EventType.values()[row.getInt(4)],
                Outcome.values()[row.getInt(5)],
                new PositionKey(new Sku(row.getString(6)), new LocationId(row.getString(7))),
                Objects.requireNonNull(Columns.instant(row, 8)),
                Objects.requireNonNull(Columns.instant(row, 9)),
                new ReceiptId(row.getObject(10, UUID.class)),
                units(row, 11, StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED),
                stated(row),
                trail(row.getString(18)),
                row.getString(19),
                row.getString(20),
                row.getString(21));
    }

    private static Map<StockState, Long> stated(ResultSet row) throws SQLException {
        var stated =
                units(row, 14, StockState.ON_HAND, StockState.QUALITY_HOLD, StockState.DAMAGED, StockState.IN_TRANSIT);
        stated.putAll(units(row, 22, StockState.ALLOCATED, StockState.BLOCKED));
        return stated;
    }

    private static Map<StockState, Long> units(ResultSet row, int first, StockState... states) throws SQLException {
        var units = new EnumMap<StockState, Long>(StockState.class);
        for (int i = 0; i < states.length; i++) {
            long value = row.getLong(first + i);
            if (!row.wasNull()) {
                units.put(states[i], value);
            }
        }
        return units;
    }

    private static Map<StockState, Decision.Step> trail(@Nullable String text) {
        var trail = new EnumMap<StockState, Decision.Step>(StockState.class);
        if (text != null) {
            for (var part : text.split(" ", -1)) {
                int colon = part.indexOf(':');
                int arrow = part.indexOf('>');
                trail.put(
                        StockState.valueOf(part.substring(0, colon)),
                        new Decision.Step(
                                Long.parseLong(part.substring(colon + 1, arrow)),
                                Long.parseLong(part.substring(arrow + 1))));
            }
        }
        return trail;
    }
}
