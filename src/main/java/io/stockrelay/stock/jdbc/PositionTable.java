package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Base;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StateTrack;
import io.stockrelay.stock.StockState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds, makes and writes positions. */
final class PositionTable {

    static final String FIND = """
            select p.sku, p.location, p.id
            from unnest(?::text[], ?::text[]) as k(sku, location)
            cross join lateral (select * from position where sku = k.sku and location = k.location offset 0) p
            """;
    private static final String INSERT = """
            insert into position (sku, location)
            select sku, location from unnest(?::text[], ?::text[]) as k(sku, location) order by sku, location
            on conflict do nothing
            returning sku, location, id
            """;
    private static final String LOCK_LOCATIONS_SHARED =
            "select pg_advisory_xact_lock_shared(hashtextextended(location, 0)) from unnest(?::text[]) as l(location)";
    private static final String COLUMNS = """
            base_units, base_as_of, base_kind, base_sequence, base_source, base_event, after_units, last_moved, base_nets,
            netted_units
            """;
    /** The columns that a statement makes, of rows of arrays. */
    private static final String STATED = """
            base_units, %s as base_as_of, base_kind, base_sequence, base_source, base_event, after_units,
                %s as last_moved, base_nets, netted_units
            """.formatted(Columns.time("base_as_of"), Columns.time("last_moved"));

    private static final String ARRAYS = """
            ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[]
            """;

    /**
     * For states that are stored already, each where it was read and still lies; an upsert would look each up and lock it
     * before it updates it.
     */
    static final String UPDATE_STATES = """
            update position_state s set
                base_units = r.base_units, base_as_of = r.base_as_of, base_kind = r.base_kind,
                base_sequence = r.base_sequence, base_source = r.base_source, base_event = r.base_event,
                after_units = r.after_units, last_moved = r.last_moved, base_nets = r.base_nets,
                netted_units = r.netted_units, changed_at = now()
            from (select place, %s from unnest(?::text[]::tid[], %s) as r(place, %s)) as r
            where s.ctid = r.place
            """.formatted(STATED, ARRAYS, COLUMNS);

    /** For those of them that were only moved: what they were stated to be is not written again. */
    static final String MOVE_STATES = """
            update position_state s set
                after_units = r.after_units, last_moved = %s, netted_units = r.netted_units, changed_at = now()
            from unnest(?::text[]::tid[], ?::int8[], ?::int8[], ?::int8[]) as r(place, after_units, last_moved, netted_units)
            where s.ctid = r.place
            """.formatted(Columns.time("r.last_moved"));

    private static final String INSERT_STATES = """
            insert into position_state (position_id, state, %s)
            select position_id, state, %s from unnest(?::int8[], ?::int8[], %s) as r(position_id, state, %s)
            """.formatted(COLUMNS, STATED, ARRAYS, COLUMNS);

    private PositionTable() {}

    static Map<PositionKey, Long> find(Connection connection, Collection<PositionKey> keys) throws SQLException {
        return keyed(connection, FIND, keys);
    }

    /** Makes the missing ones; against a complete run of the same location they wait for each other. */
    static Map<PositionKey, Long> insert(Connection connection, Collection<PositionKey> keys) throws SQLException {
        var locations = keys.stream()
                .map(key -> key.location().value())
                .distinct()
                .sorted()
                .toList();
        lockShared(connection, locations);
        return keyed(connection, INSERT, keys);
    }

    /** No complete run of these locations begins or is under way until this transaction ends. */
    static void lockShared(Connection connection, Collection<String> locations) throws SQLException {
        try (var statement = connection.prepareStatement(LOCK_LOCATIONS_SHARED)) {
            new Columns<>(connection, statement, 1, locations).text(location -> location);
            statement.execute();
        }
    }

    private static Map<PositionKey, Long> keyed(Connection connection, String sql, Collection<PositionKey> keys)
            throws SQLException {
        var found = new HashMap<PositionKey, Long>();
        try (var statement = connection.prepareStatement(sql)) {
            new Columns<>(connection, statement, 1, keys)
                    .text(key -> key.sku().value())
                    .text(key -> key.location().value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            new PositionKey(new Sku(rows.getString(1)), new LocationId(rows.getString(2))),
                            rows.getLong(3));
                }
            }
        }
        return found;
    }

    private record ChangedState(PositionDraft draft, StockState state) {

        boolean isStored() {
            return draft.isStored(state);
        }

        boolean isStated() {
            return !Objects.equals(track().base(), draft.stored(state).base());
        }

        StateTrack track() {
            return draft.track(state);
        }

        <V> @Nullable V base(Function<Base, V> column) {
            return Optional.ofNullable(track().base()).map(column).orElse(null);
        }
    }

    /** What is stored already is updated, the rest inserted; the positions' locks keep it so. */
    static void write(ClosingWrites writes, Batch batch) {
        List<ChangedState> stated = new ArrayList<>();
        List<ChangedState> moved = new ArrayList<>();
        List<ChangedState> made = new ArrayList<>();
        for (var draft : batch.positions.values()) {
            for (var state : draft.changed()) {
                var row = new ChangedState(draft, state);
                (row.isStored() ? row.isStated() ? stated : moved : made).add(row);
            }
        }
        writes.add(UPDATE_STATES, stated, columns -> fill(columns.text(row -> place(batch, row))));
        writes.add(
                MOVE_STATES,
                moved,
                columns -> columns.text(row -> place(batch, row))
                        .longs(row -> row.track().afterUnits())
                        .times(row -> row.track().lastMoved())
                        .longs(row -> row.track().nettedUnits()));
        writes.add(
                INSERT_STATES,
                made,
                columns -> fill(columns.longs(row -> batch.id(row.draft().key()))
                        .longs(row -> row.state().ordinal())));
    }

    private static String place(Batch batch, ChangedState row) {
        return batch.place(row.draft().key(), row.state());
    }

    private static void fill(Columns<ChangedState> columns) throws SQLException {
        columns.optionalLongs(row -> row.base(Base::units))
                .times(row -> row.base(Base::asOf))
                .optionalLongs(row -> row.base(base -> (long) base.kind().ordinal()))
                .optionalLongs(row -> row.base(Base::sequence))
                .text(row -> row.base(base -> base.source().value()))
                .text(row -> row.base(Base::eventId))
                .longs(row -> row.track().afterUnits())
                .times(row -> row.track().lastMoved())
                .longs(row -> Objects.requireNonNullElse(row.base(base -> States.bits(base.nets())), 0L))
                .longs(row -> row.track().nettedUnits());
    }
}
