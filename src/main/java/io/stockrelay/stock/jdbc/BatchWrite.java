package io.stockrelay.stock.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes what a batch was decided to be: history, states and references; the first two in one round trip. */
final class BatchWrite {

    private static final String EVENTS_AND_STATES = EventTable.INSERT + ";" + PositionTable.UPSERT_STATES;

    private BatchWrite() {}

    /** @throws EventTable.TakenMeanwhile where another writer took one of the ids: decide again */
    static void run(Connection connection, Batch batch) throws SQLException {
        var events = EventTable.sorted(batch);
        var states = PositionTable.changed(batch);
        if (!events.isEmpty()) {
            try (var statement =
                    connection.prepareStatement(states.isEmpty() ? EventTable.INSERT : EVENTS_AND_STATES)) {
                int next = EventTable.bind(connection, statement, events).next();
                if (!states.isEmpty()) {
                    PositionTable.bind(connection, statement, next, states);
                }
                statement.execute();
                EventTable.requireAll(statement.getUpdateCount(), events);
            }
        } else if (!states.isEmpty()) { // positions that an earlier run opens and nothing else changes
            try (var statement = connection.prepareStatement(PositionTable.UPSERT_STATES)) {
                PositionTable.bind(connection, statement, 1, states);
                statement.executeUpdate();
            }
        }
        ReferenceTable.write(connection, batch);
    }
}
