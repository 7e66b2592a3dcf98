package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Base;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.Lots;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the lots of a batch's positions once they are locked; does nothing at all where there are none. */
final class LotRead {

    private static final String READ =
            """
            select position_id, lot, state, base_units, base_as_of, base_kind, base_sequence, base_source, base_event,
                after_units, last_moved, base_nets, netted_units
            from lot_state where position_id = any(?::int8[]);
            select position_id, due_at from lot_turn where position_id = any(?::int8[]);
            select now(),\s""" + LotTable.FACTS + " from (values (1)) as one(n) left join lot f on f.sku = any(?::text[])";

    private final Connection connection;
    private final Batch batch;
    private final Supplier<Duration> clockOffset;
    private final Function<RunTable.Opening, Base> zeros;
    private final Set<PositionKey> positions = new LinkedHashSet<>();

    /**
     * @param clockOffset how far ahead of the database's clock it is taken to be, for tests
     * @param zeros what a lot starts from that is first seen after a complete run
     */
    LotRead(
            Connection connection,
            Batch batch,
            Supplier<Duration> clockOffset,
            Function<RunTable.Opening, Base> zeros) {
        this.zeros = zeros;
        this.connection = connection;
        this.batch = batch;
        this.clockOffset = clockOffset;
    }

    void run(Collection<Sku> furtherSkus) throws SQLException {
        var byLot = batch.lotEvents();
        positions.addAll(batch.byLot);
        byLot.forEach(header -> positions.add(header.position()));
        if (positions.isEmpty() && furtherSkus.isEmpty()) {
            return;
        }
        batch.byLot.forEach(key -> batch.position(key).load(batch.lots));
        read(furtherSkus);
        byLot.forEach(header -> batch.position(header.position()).divided(batch.lots));
        open(byLot);
    }

    private void read(Collection<Sku> furtherSkus) throws SQLException {
        var keys = new HashMap<Long, PositionKey>();
        positions.forEach(key -> keys.put(batch.id(key), key));
        var skus = new HashSet<>(furtherSkus);
        positions.forEach(key -> skus.add(key.sku()));
        try (var statement = connection.prepareStatement(READ)) {
            new Columns<>(connection, statement, 1, keys.keySet())
                    .longs(id -> id)
                    .longs(id -> id);
            new Columns<>(connection, statement, 3, skus).text(Sku::value);
            statement.execute();
            readStates(statement.getResultSet(), keys);
            next(statement);
            readDue(statement.getResultSet(), keys);
            next(statement);
            readFacts(statement.getResultSet());
        }
    }

    private static void next(PreparedStatement statement) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new SQLException("the read of lots gave fewer results than it has statements");
        }
    }

    private Lots lots(long position, Map<Long, PositionKey> keys) {
        PositionDraft draft = batch.position(Objects.requireNonNull(keys.get(position)));
        return Objects.requireNonNull(draft.lots(), "a position with lots keeps what is not usable of them");
    }

    private void readStates(ResultSet rows, Map<Long, PositionKey> keys) throws SQLException {
        while (rows.next()) {
            lots(rows.getLong(1), keys)
                    .of(rows.getString(2))
                    .load(StockState.values()[rows.getInt(3)], BatchRead.netting(BatchRead.track(rows, 4), rows, 12));
        }
    }

    private void readDue(ResultSet rows, Map<Long, PositionKey> keys) throws SQLException {
        while (rows.next()) {
            lots(rows.getLong(1), keys).loadDue(Columns.instant(rows, 2));
        }
    }

    private void readFacts(ResultSet rows) throws SQLException {
        while (rows.next()) {
            batch.lots.turnTo(Objects.requireNonNull(Columns.instant(rows, 1)).plus(clockOffset.get()));
            if (rows.getString(2) != null) {
                batch.lots.load(new LotKey(new Sku(rows.getString(2)), rows.getString(3)), LotTable.facts(rows, 4));
            }
        }
    }

    /** A lot first seen after a complete run of its location starts from that run's zero. */
    private void open(List<EventHeader> byLot) throws SQLException {
        var fresh = new HashMap<PositionKey, Set<String>>();
        for (var header : byLot) {
            var lots = Objects.requireNonNull(batch.position(header.position()).lots());
            var lot = Objects.requireNonNull(header.lot()).code();
            if (!lots.knows(lot)) {
                fresh.computeIfAbsent(header.position(), key -> new HashSet<>()).add(lot);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        for (var opening : RunTable.openings(connection, fresh.keySet())) {
            var lots = Objects.requireNonNull(batch.position(opening.position()).lots());
            for (var lot : Objects.requireNonNull(fresh.get(opening.position()))) {
                lots.of(lot).open(opening.state(), zeros.apply(opening));
            }
        }
    }
}
