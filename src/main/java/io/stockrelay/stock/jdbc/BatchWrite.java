package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.jdbc.PositionTable.ChangedState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Writes what a batch was decided to be: history and states in one round trip, then references. */
final class BatchWrite {

    private final Connection connection;
    private final List<EventRow> events;
    private final List<ChangedState> stored;
    private final List<ChangedState> fresh;

    private BatchWrite(Connection connection, Batch batch) {
        batch.positions.values().forEach(PositionDraft::sumUp);
        LotDesk.tell(batch);
        this.connection = connection;
        this.events = EventTable.sorted(batch);
        this.stored = PositionTable.changed(batch, true);
        this.fresh = PositionTable.changed(batch, false);
    }

    /** @throws EventTable.TakenMeanwhile where another writer took one of the ids: decide again */
    static void run(Connection connection, Batch batch) throws SQLException {
        new BatchWrite(connection, batch).run();
        ReferenceTable.write(connection, batch);
        BookTable.write(connection, batch);
        LotTable.write(connection, batch);
        SetAsideTable.write(connection, batch);
    }

    private void run() throws SQLException {
        var sql = sql();
        if (sql.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(sql)) {
            int next = 1;
            if (!events.isEmpty()) {
                next = EventTable.bind(connection, statement, events);
            }
            for (var states : List.of(stored, fresh)) {
                next = states.isEmpty() ? next : PositionTable.bind(connection, statement, next, states);
            }
            statement.execute();
            if (!events.isEmpty()) {
                EventTable.requireAll(statement.getUpdateCount(), events);
            }
        }
    }

    private String sql() {
        var parts = new ArrayList<String>(3);
        if (!events.isEmpty()) {
            parts.add(EventTable.INSERT);
        }
        if (!stored.isEmpty()) {
            parts.add(PositionTable.UPDATE_STATES);
        }
        if (!fresh.isEmpty()) {
            parts.add(PositionTable.INSERT_STATES);
        }
        return String.join(";", parts);
    }
}
