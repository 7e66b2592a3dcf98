package io.stockrelay.reservation;

import io.stockrelay.reservation.Line.Part;
import io.stockrelay.reservation.RequestedLine.Component;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a request can be promised. Lines are served in their order, and what they take of one component together is
 * what counts: two lines never share a unit.
 *
 * @param lines with what each may be promised; as requested where all of it fits
 * @param shortages every line that does not fit whole
 */
record Fit(List<Line> lines, List<Shortage> shortages) {

    /** @param before what the reservation holds now and may keep; null where it is new */
    static Fit of(List<RequestedLine> requested, Shelf shelf, @Nullable Reservation before) {
        var left = new HashMap<PositionKey, Long>();
        var own = before == null ? new OwnShare(shelf, Map.of()) : new OwnShare(shelf, before.own());
        var lines = new ArrayList<Line>();
        var shortages = new ArrayList<Shortage>();
        for (var line : requested) {
            lines.add(serve(line, left, shortages, shelf, own));
        }
        return new Fit(lines, shortages);
    }

    boolean isRefusedBy(Fill fill) {
        return fill == Fill.ALL_OR_NOTHING
                ? !shortages.isEmpty()
                : lines.stream().allMatch(line -> line.promised() == 0);
    }

    Answer refusal(@Nullable Reservation known) {
        return new Answer(Verdict.INSUFFICIENT_STOCK, known, shortages, null);
    }

    private static Line serve(
            RequestedLine line, Map<PositionKey, Long> left, List<Shortage> shortages, Shelf shelf, OwnShare own) {
        long promised = line.units();
        for (var component : line.components()) {
            long room = left.computeIfAbsent(component.position(), position -> room(position, shelf));
            long fitting = Math.max(0, room) / component.perUnit();
            if (fitting < promised) {
                promised = fitting;
                shortages.removeIf(shortage -> shortage.line().equals(line.line()));
                shortages.add(new Shortage(line.line(), line.sku(), component.position(), line.units(), fitting));
            }
        }
        var parts = new ArrayList<Part>();
        for (var component : line.components()) {
            parts.add(take(component, promised, left, own));
        }
        return new Line(line.line(), line.sku(), line.units(), promised, parts);
    }

    private static Part take(Component component, long promised, Map<PositionKey, Long> left, OwnShare own) {
        long units = Math.multiplyExact(promised, component.perUnit());
        long room = left.getOrDefault(component.position(), 0L);
        left.put(component.position(), room - units);
        return new Part(
                component.position(),
                component.perUnit(),
                units,
                Math.max(0, room),
                own.take(component.position(), units));
    }

    /** What left already needs no stock any more, and what this reservation holds now it may hold on to. */
    private static long room(PositionKey position, Shelf shelf) {
        var totals = shelf.totals(position);
        return totals.dispatched() + totals.allocated() + shelf.atpFor(position);
    }
}
