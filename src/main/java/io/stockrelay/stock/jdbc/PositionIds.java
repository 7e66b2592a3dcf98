package io.stockrelay.stock.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.stock.PositionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Finds the stored ids of a batch's positions, and makes those that are not there; an id never changes once it is committed. */
record PositionIds(Cache<PositionKey, Long> known) {

    /** The positions that were made now. */
    Set<PositionKey> identify(Connection connection, Batch batch) throws SQLException {
        var missing = new HashSet<PositionKey>();
        for (var key : batch.positions.keySet()) {
            var id = known.getIfPresent(key);
            if (id == null) {
                missing.add(key);
            } else {
                batch.ids.put(key, id);
            }
        }
        if (missing.isEmpty()) {
            return missing;
        }
        PlanByKey.set(connection);
        var found = PositionTable.find(connection, missing);
        known.putAll(found);
        batch.ids.putAll(found);
        missing.removeAll(found.keySet());
        return missing.isEmpty() ? missing : make(connection, batch, missing);
    }

    private static Set<PositionKey> make(Connection connection, Batch batch, Set<PositionKey> missing)
            throws SQLException {
        var made = new HashSet<>(missing);
        var inserted = PositionTable.insert(connection, missing);
        batch.ids.putAll(inserted);
        missing.removeAll(inserted.keySet());
        if (!missing.isEmpty()) { // another writer made them between our two looks
            batch.ids.putAll(PositionTable.find(connection, missing));
            made.removeAll(missing);
        }
        return made;
    }
}
