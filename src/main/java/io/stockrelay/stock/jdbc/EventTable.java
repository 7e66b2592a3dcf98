package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.StockState;
import java.sql.SQLException;
import java.util.Comparator;

/** Writes the append-only history. */
final class EventTable {

    private static final String INSERT = """
            insert into event (source, event_id, hash, type, outcome, position_id, at, sequence, kind,
                d_on_hand, d_quality_hold, d_damaged, s_on_hand, s_quality_hold, s_damaged, s_in_transit,
                expected, due_on, to_location, reference, reason, lot, run, trail, receipt, by_lot, s_allocated, s_blocked)
            select source, event_id, hash, type, outcome, position_id, %s, sequence, kind,
                d_oh, d_qh, d_dm, s_oh, s_qh, s_dm, s_it,
                expected, due_on::date, to_location, reference, reason, lot, run, trail, receipt, by_lot = 1, s_al, s_bl
            from unnest(?::text[], ?::text[], ?::uuid[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[],
                ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int8[],
                ?::int8[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[],
                ?::int8[], ?::int8[], ?::int8[])
              as r(source, event_id, hash, type, outcome, position_id, at, sequence, kind,
                d_oh, d_qh, d_dm, s_oh, s_qh, s_dm, s_it,
                expected, due_on, to_location, reference, reason, lot, run, trail, receipt, by_lot, s_al, s_bl)
            """.formatted(Columns.time("at"));

    private static final Comparator<EventRow> BY_KEY = Comparator.<EventRow, String>comparing(
                    row -> row.header().key().source().value())
            .thenComparing(row -> row.header().key().id());

    private EventTable() {}

    /**
     * In order of key, so that writers who take the same ids wait for each other and never in a circle. Where another writer
     * took one of the ids after we looked, the insert fails and the batch is decided again.
     */
    static void write(ClosingWrites writes, Batch batch) {
        var rows = batch.rows.stream().sorted(BY_KEY).toList();
        writes.add(INSERT, rows, EventTable::fill);
    }

    private static void fill(Columns<EventRow> columns) throws SQLException {
        columns.text(row -> row.header().key().source().value())
                .text(row -> row.header().key().id())
                .uuids(row -> row.header().hash())
                .longs(row -> row.header().type().ordinal())
                .longs(row -> row.decision().outcome().ordinal())
                .optionalLongs(EventRow::position)
                .times(row -> row.header().at())
                .longs(row -> row.header().sequence())
                .optionalLongs(
                        row -> row.kind() == null ? null : (long) row.kind().ordinal())
                .optionalLongs(row -> row.change(StockState.ON_HAND))
                .optionalLongs(row -> row.change(StockState.QUALITY_HOLD))
                .optionalLongs(row -> row.change(StockState.DAMAGED))
                .optionalLongs(row -> row.stated(StockState.ON_HAND))
                .optionalLongs(row -> row.stated(StockState.QUALITY_HOLD))
                .optionalLongs(row -> row.stated(StockState.DAMAGED))
                .optionalLongs(row -> row.stated(StockState.IN_TRANSIT))
                .optionalLongs(EventRow::expected)
                .text(EventRow::dueOn)
                .text(EventRow::toLocation)
                .text(row -> row.header().reference())
                .text(row -> row.header().reason())
                .text(EventRow::lot)
                .text(EventRow::run)
                .text(EventRow::trail)
                .uuids(row -> row.receipt().value())
                .optionalLongs(EventRow::byLot)
                .optionalLongs(row -> row.stated(StockState.ALLOCATED))
                .optionalLongs(row -> row.stated(StockState.BLOCKED));
    }
}
