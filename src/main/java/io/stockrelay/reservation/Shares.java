package io.stockrelay.reservation;

import io.stockrelay.reservation.Line.Part;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** How what left of each position is shared out among the lines that take of it: in the order of the lines. */
final class Shares {

    private final Map<PositionKey, Long> undistributed = new HashMap<>();
    private final Shelf shelf;

    private Shares(Shelf shelf) {
        this.shelf = shelf;
    }

    /** The lines with the given ones released: each keeps only what has left of it. */
    static List<Line> released(List<Line> lines, Predicate<Line> isReleased, Shelf shelf) {
        var shares = new Shares(shelf);
        var after = new ArrayList<Line>();
        for (var line : lines) {
            var parts = new ArrayList<Part>();
            for (var part : line.parts()) {
                long dispatched = shares.next(part);
                parts.add(isReleased.test(line) ? part.withReserved(dispatched) : part);
            }
            after.add(line.withParts(parts));
        }
        return after;
    }

    /** How many whole units of each line have not left, by line. */
    static Map<String, Long> open(List<Line> lines, Shelf shelf) {
        var shares = new Shares(shelf);
        var open = new HashMap<String, Long>();
        for (var line : lines) {
            long least = Long.MAX_VALUE;
            for (var part : line.parts()) {
                least = Math.min(least, (part.reserved() - shares.next(part)) / part.perUnit());
            }
            open.put(line.line(), line.parts().isEmpty() ? 0 : least);
        }
        return open;
    }

    private long next(Part part) {
        long left = undistributed.computeIfAbsent(
                part.position(), position -> shelf.totals(position).dispatched());
        long share = Math.min(left, part.reserved());
        undistributed.put(part.position(), left - share);
        return share;
    }
}
