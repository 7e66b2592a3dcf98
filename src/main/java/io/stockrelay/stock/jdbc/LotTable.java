package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Base;
import io.stockrelay.stock.LotFacts;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.StateTrack;
import io.stockrelay.stock.StockState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the lots of positions and what is known of them. */
final class LotTable {

    /** Of the table as {@code f}: key and facts, in the order {@link #facts} reads them. */
    static final String FACTS = "f.sku, f.lot, f.expires_on, f.expiry_at, f.expiry_source, f.expiry_event,"
            + " f.blocked_reason, f.blocked_by, f.blocked_since";

    private static final String STATES = """
            insert into lot_state (position_id, lot, state, base_units, base_as_of, base_kind, base_sequence,
                base_source, base_event, after_units, last_moved, base_nets, netted_units)
            select position_id, lot, state, base_units, %s, base_kind, base_sequence,
                base_source, base_event, after_units, %s, base_nets, netted_units
            from unnest(?::int8[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::text[],
                ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[])
              as r(position_id, lot, state, base_units, base_as_of, base_kind, base_sequence, base_source, base_event,
                after_units, last_moved, base_nets, netted_units)
            on conflict (position_id, lot, state) do update set
                base_units = excluded.base_units, base_as_of = excluded.base_as_of, base_kind = excluded.base_kind,
                base_sequence = excluded.base_sequence, base_source = excluded.base_source,
                base_event = excluded.base_event, after_units = excluded.after_units,
                last_moved = excluded.last_moved, base_nets = excluded.base_nets,
                netted_units = excluded.netted_units, changed_at = now()
            """.formatted(Columns.time("base_as_of"), Columns.time("last_moved"));
    private static final String LOTS = """
            insert into lot (sku, lot, expires_on, expiry_at, expiry_source, expiry_event, blocked_reason, blocked_by,
                blocked_since)
            select sku, lot, expires_on::date, %s, expiry_source, expiry_event, blocked_reason, blocked_by, %s
            from unnest(?::text[], ?::text[], ?::text[], ?::int8[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::int8[])
              as r(sku, lot, expires_on, expiry_at, expiry_source, expiry_event, blocked_reason, blocked_by,
                blocked_since)
            on conflict (sku, lot) do update set
                expires_on = excluded.expires_on, expiry_at = excluded.expiry_at,
                expiry_source = excluded.expiry_source, expiry_event = excluded.expiry_event,
                blocked_reason = excluded.blocked_reason, blocked_by = excluded.blocked_by,
                blocked_since = excluded.blocked_since
            """.formatted(Columns.time("expiry_at"), Columns.time("blocked_since"));
    private static final String DUE = """
            insert into lot_turn (position_id, due_at)
            select position_id, %s from unnest(?::int8[], ?::int8[]) as r(position_id, due_at) where due_at is not null
            on conflict (position_id) do update set due_at = excluded.due_at
            """.formatted(Columns.time("due_at"));
    private static final String NEVER_DUE = "delete from lot_turn where position_id = any(?::int8[])";

    private LotTable() {}

    private record State(long position, String lot, StockState state, StateTrack track) {

        <V> @Nullable V base(Function<Base, V> column) {
            return track.base() == null ? null : column.apply(track.base());
        }
    }

    private record Due(long position, @Nullable Instant at) {}

    static void write(ClosingWrites writes, Batch batch) {
        var states = new ArrayList<State>();
        var due = new ArrayList<Due>();
        for (var draft : batch.positions.values()) {
            var lots = draft.lots();
            if (lots != null) {
                long position = batch.id(draft.key());
                lots.all().forEach((lot, own) -> states.addAll(changed(position, lot, own)));
                if (!Objects.equals(lots.due(), lots.storedDue())) {
                    due.add(new Due(position, lots.due()));
                }
            }
        }
        writeStates(writes, states);
        writeFacts(writes, batch);
        writeDue(writes, due);
    }

    private static List<State> changed(long position, String lot, PositionDraft own) {
        return own.changed().stream()
                .map(state -> new State(position, lot, state, own.track(state)))
                .toList();
    }

    private static void writeStates(ClosingWrites writes, List<State> rows) {
        writes.add(
                STATES,
                rows,
                columns -> columns.longs(State::position)
                        .text(State::lot)
                        .longs(row -> row.state().ordinal())
                        .optionalLongs(row -> row.base(Base::units))
                        .times(row -> row.base(Base::asOf))
                        .optionalLongs(
                                row -> row.base(base -> (long) base.kind().ordinal()))
                        .optionalLongs(row -> row.base(Base::sequence))
                        .text(row -> row.base(base -> base.source().value()))
                        .text(row -> row.base(Base::eventId))
                        .longs(row -> row.track().afterUnits())
                        .times(row -> row.track().lastMoved())
                        .longs(row -> Objects.requireNonNullElse(row.base(base -> States.bits(base.nets())), 0L))
                        .longs(row -> row.track().nettedUnits()));
    }

    private record Known(LotKey key, LotFacts facts) {

        <V> @Nullable V expiry(Function<LotFacts.Expiry, V> column) {
            return facts.expiry() == null ? null : column.apply(facts.expiry());
        }

        <V> @Nullable V block(Function<LotFacts.Block, V> column) {
            return facts.block() == null ? null : column.apply(facts.block());
        }
    }

    private static void writeFacts(ClosingWrites writes, Batch batch) {
        var rows = batch.lots.changed().stream()
                .map(key -> new Known(key, batch.lots.facts(key)))
                .toList();
        writes.add(
                LOTS,
                rows,
                columns -> columns.text(row -> row.key().sku().value())
                        .text(row -> row.key().lot())
                        .text(row -> row.expiry(expiry -> expiry.on().toString()))
                        .times(row -> row.expiry(LotFacts.Expiry::at))
                        .text(row -> row.expiry(expiry -> expiry.source().value()))
                        .text(row -> row.expiry(LotFacts.Expiry::eventId))
                        .text(row -> row.block(LotFacts.Block::reason))
                        .text(row -> row.block(LotFacts.Block::actor))
                        .times(row -> row.block(LotFacts.Block::since)));
    }

    private static void writeDue(ClosingWrites writes, List<Due> rows) {
        writes.add(DUE, rows, columns -> columns.longs(Due::position).times(Due::at));
        writes.add(
                NEVER_DUE,
                rows.stream().filter(row -> row.at() == null).toList(),
                columns -> columns.longs(Due::position));
    }

    /** @param first where the facts start, behind the key */
    static LotFacts facts(ResultSet rows, int first) throws SQLException {
        var on = rows.getObject(first, LocalDate.class);
        var expiry = on == null
                ? null
                : new LotFacts.Expiry(
                        on,
                        Objects.requireNonNull(Columns.instant(rows, first + 1)),
                        new SourceId(rows.getString(first + 2)),
                        rows.getString(first + 3));
        var reason = rows.getString(first + 4);
        var block = reason == null
                ? null
                : new LotFacts.Block(
                        reason, rows.getString(first + 5), Objects.requireNonNull(Columns.instant(rows, first + 6)));
        return new LotFacts(expiry, block);
    }
}
