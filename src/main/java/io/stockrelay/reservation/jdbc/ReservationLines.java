package io.stockrelay.reservation.jdbc;

import io.stockrelay.reservation.Line;
import io.stockrelay.reservation.Line.Part;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceTotals;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts lines together from rows that come in the order of line and component. */
final class ReservationLines {

    private final Map<Long, TreeMap<Integer, Line>> lines = new HashMap<>();
    private final Map<Long, Map<PositionKey, ReferenceTotals>> totals = new HashMap<>();

    void add(ResultSet rows) throws SQLException {
        long pk = rows.getLong(1);
        var position = ReservationTable.position(rows, 7);
        var part = new Part(position, rows.getLong(9), rows.getLong(10), rows.getLong(11), rows.getLong(14));
        var line = new Line(
                rows.getString(3), new Sku(rows.getString(4)), rows.getLong(5), rows.getLong(6), List.of(part));
        lines.computeIfAbsent(pk, one -> new TreeMap<>()).merge(rows.getInt(2), line, ReservationLines::joined);
        totals.computeIfAbsent(pk, one -> new HashMap<>())
                .put(position, new ReferenceTotals(null, 0, 0, rows.getLong(12), rows.getLong(13)));
    }

    private static Line joined(Line known, Line next) {
        var parts = new ArrayList<>(known.parts());
        parts.addAll(next.parts());
        return new Line(known.line(), known.sku(), known.requested(), known.promised(), parts);
    }

    Reservation of(long pk, Reservation bare) {
        return bare.with(List.copyOf(lines.getOrDefault(pk, new TreeMap<>()).values()));
    }

    Map<PositionKey, ReferenceTotals> totals(long pk) {
        return totals.getOrDefault(pk, Map.of());
    }
}
