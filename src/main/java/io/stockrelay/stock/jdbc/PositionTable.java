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
    private static final String STATES = """
            (select position_id, state, base_units, %s as base_as_of, base_kind, base_sequence, base_source, base_event,
                after_units, %s as last_moved, base_nets, netted_units
            from unnest(?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::text[], ?::text[],
                ?::int8[], ?::int8[], ?::int8[], ?::int8[])
              as r(position_id, state, base_units, base_as_of, base_kind, base_sequence, base_source, base_event,
                after_units, last_moved, base_nets, netted_units)) as r
            """.formatted(Columns.time("base_as_of"), Columns.time("last_moved"));

    /** Each is found by its key: joined, a plan made for a small table would read all of it. */
    private static final String BY_KEY = """
            cross join lateral (
                select ctid as place from position_state
                where position_id = r.position_id and state = r.state offset 0) o
            where s.ctid = o.place
            """;

    /** For states that are stored already; an upsert would lock each row before it updates it. */
    static final String UPDATE_STATES = """
            update position_state s set
                base_units = r.base_units, base_as_of = r.base_as_of, base_kind = r.base_kind,
                base_sequence = r.base_sequence, base_source = r.base_source, base_event = r.base_event,
                after_units = r.after_units, last_moved = r.last_moved, base_nets = r.base_nets,
                netted_units = r.netted_units, changed_at = now()
            from\s""" + STATES + BY_KEY;

    /** For those of them that were only moved: what they were stated to be is not written again. */
    static final String MOVE_STATES = """
            update position_state s set
                after_units = r.after_units, last_moved = %s, netted_units = r.netted_units, changed_at = now()
            from unnest(?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
              as r(position_id, state, after_units, last_moved, netted_units)
            """.formatted(Columns.time("r.last_moved")) + BY_KEY;

    private static final String INSERT_STATES = """
            insert into position_state (position_id, state, base_units, base_as_of, base_kind, base_sequence,
                base_source, base_event, after_units, last_moved, base_nets, netted_units)
            select position_id, state, base_units, base_as_of, base_kind, base_sequence,
                base_source, base_event, after_units, last_moved, base_nets, netted_units
            from\s""" + STATES;

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

    private record ChangedState(long position, StockState state, PositionDraft draft) {

        StateTrack track() {
            return draft.track(state);
        }

        <V> @Nullable V base(Function<Base, V> column) {
            return Optional.ofNullable(track().base()).map(column).orElse(null);
        }

        String sql() {
            if (!draft.isStored(state)) {
                return INSERT_STATES;
            }
            return Objects.equals(track().base(), draft.stored(state).base()) ? MOVE_STATES : UPDATE_STATES;
        }
    }

    /** What is stored already is updated, the rest inserted; the positions' locks keep it so. */
    static void write(ClosingWrites writes, Batch batch) {
        Map<String, List<ChangedState>> changed = new HashMap<>();
        for (var draft : batch.positions.values()) {
            for (var state : draft.changed()) {
                var one = new ChangedState(batch.id(draft.key()), state, draft);
                changed.computeIfAbsent(one.sql(), sql -> new ArrayList<>()).add(one);
            }
        }
        writes.add(UPDATE_STATES, changed.getOrDefault(UPDATE_STATES, List.of()), PositionTable::fill);
        writes.add(MOVE_STATES, changed.getOrDefault(MOVE_STATES, List.of()), PositionTable::fillMoved);
        writes.add(INSERT_STATES, changed.getOrDefault(INSERT_STATES, List.of()), PositionTable::fill);
    }

    private static void fillMoved(Columns<ChangedState> columns) throws SQLException {
        columns.longs(ChangedState::position)
                .longs(row -> row.state().ordinal())
                .longs(row -> row.track().afterUnits())
                .times(row -> row.track().lastMoved())
                .longs(row -> row.track().nettedUnits());
    }

    private static void fill(Columns<ChangedState> columns) throws SQLException {
        columns.longs(ChangedState::position)
                .longs(row -> row.state().ordinal())
                .optionalLongs(row -> row.base(Base::units))
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
