package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What comes before positions are locked where lots are concerned. Whoever makes a lot or changes what is known of one
 * holds its item alone, so that every position with the lot is known and locked, and changes with it.
 */
final class LotLocks {

    private static final String LOCK_AND_LOOK = """
            select pg_advisory_xact_lock(hashtextextended('lots of ' || sku, 0)) from unnest(?::text[]) as s(sku);
            select k.sku, k.location, k.lot
            from unnest(?::text[], ?::text[], ?::text[]) as k(sku, location, lot)
            where not exists (
                select 1 from position p join lot_state l on l.position_id = p.id and l.lot = k.lot
                where p.sku = k.sku and p.location = k.location);
            select f.sku, f.lot, f.expires_on
            from unnest(?::text[], ?::text[]) as k(sku, lot) join lot f on f.sku = k.sku and f.lot = k.lot
            """;
    private static final String POSITIONS = """
            select p.sku, p.location from position p
            join position_state s on s.position_id = p.id and s.state = %d
            where p.sku = any(?::text[])
            """.formatted(StockState.UNUSABLE.ordinal());

    private final Connection connection;
    private final Batch batch;
    private final Collection<LotTask<?>> tasks;
    private final Set<String> opening = new TreeSet<>();
    private final Set<Sku> changing = new HashSet<>();

    LotLocks(Connection connection, Batch batch, Collection<LotTask<?>> tasks) {
        this.connection = connection;
        this.batch = batch;
        this.tasks = tasks;
    }

    /** The SKUs that tasks are about. */
    Set<Sku> run() throws SQLException {
        var byLot = batch.lotEvents();
        tasks.forEach(this::want);
        var blocked = Set.copyOf(changing);
        if (byLot.isEmpty() && blocked.isEmpty()) {
            return blocked;
        }
        PlanByKey.set(connection);
        lock(byLot);
        if (!opening.isEmpty()) {
            PositionTable.lockShared(connection, opening);
        }
        if (!changing.isEmpty()) {
            touchAll();
        }
        return blocked;
    }

    private void want(LotTask<?> task) {
        if (task instanceof LotTask.Blocking blocking) {
            changing.add(blocking.sku());
        } else {
            ((LotTask.Turn) task).positions().forEach(batch::touch);
        }
    }

    private void lock(List<EventHeader> byLot) throws SQLException {
        var skus = new TreeSet<String>();
        byLot.forEach(header -> skus.add(header.sku().value()));
        changing.forEach(sku -> skus.add(sku.value()));
        var stating = byLot.stream().filter(LotLocks::statesExpiry).toList();
        try (var statement = connection.prepareStatement(LOCK_AND_LOOK)) {
            new Columns<>(connection, statement, 1, skus).text(sku -> sku);
            new Columns<>(connection, statement, 2, byLot)
                    .text(header -> header.sku().value())
                    .text(header -> header.location().value())
                    .text(LotLocks::lot);
            new Columns<>(connection, statement, 5, stating)
                    .text(header -> header.sku().value())
                    .text(LotLocks::lot);
            statement.execute();
            statement.getMoreResults();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    opening.add(rows.getString(2));
                }
            }
            statement.getMoreResults();
            var known = new HashMap<LotKey, String>();
            try (var rows = statement.getResultSet()) {
                while (rows.next()) {
                    known.put(new LotKey(new Sku(rows.getString(1)), rows.getString(2)), rows.getString(3));
                }
            }
            stating.stream().filter(header -> differs(header, known)).forEach(header -> changing.add(header.sku()));
        }
    }

    private static boolean statesExpiry(EventHeader header) {
        return header.lot() != null && header.lot().expiresOn() != null;
    }

    private static String lot(EventHeader header) {
        return Objects.requireNonNull(header.lot()).code();
    }

    private static boolean differs(EventHeader header, Map<LotKey, String> known) {
        var stated = Objects.requireNonNull(Objects.requireNonNull(header.lot()).expiresOn());
        return !stated.toString().equals(known.get(new LotKey(header.sku(), lot(header))));
    }

    /** Every position of the items that is counted by lot. */
    private void touchAll() throws SQLException {
        var found = new ArrayList<PositionKey>();
        try (var statement = connection.prepareStatement(POSITIONS)) {
            new Columns<>(connection, statement, 1, changing).text(Sku::value);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new PositionKey(new Sku(rows.getString(1)), new LocationId(rows.getString(2))));
                }
            }
        }
        found.forEach(batch::touch);
    }
}
