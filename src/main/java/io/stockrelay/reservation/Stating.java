package io.stockrelay.reservation;

import io.stockrelay.reservation.Line.Part;
import io.stockrelay.reservation.OrderContent.Ordered;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an order accepted elsewhere means for what is promised: it is a fact, whatever is available. It draws on
 * nobody's set-asides: they were kept for who asks here.
 */
record Stating(Shelf shelf, Instant now) {

    /** Ends the name of a line that left from another place than the one of its name is taken from now. */
    private static final String LEFT = "/left";

    /** Makes the reservation what the order is now; what has left of it stays with it. */
    Change state(
            ReservationKey key, OrderReference order, OrderContent content, @Nullable Reservation known, Said said) {
        if (known == null && content.lines().isEmpty() || content.base() == null || content.isForgotten()) {
            return Change.none(Verdict.UNCHANGED, known);
        }
        boolean isEnd = content.lines().isEmpty();
        var lines = isEnd ? lines(List.of(), known) : ownFirst(lines(content.lines(), known), known);
        var after = new Reservation(
                key,
                known == null ? order : known.reference(),
                contentOf(content),
                known == null ? 1 : known.version() + 1,
                isEnd ? ReservationState.CANCELLED : ReservationState.CONFIRMED,
                null,
                lines,
                known == null ? now : known.madeAt(),
                now,
                shelf.account());
        var standing = isEnd ? after : after.standing(standing(after));
        if (known != null && known.state() == standing.state() && known.lines().equals(lines)) {
            return Change.none(Verdict.UNCHANGED, known);
        }
        shelf.place(known, standing);
        return Change.to(standing, List.of(), Answer.of(Verdict.CHANGED, standing), said.actor(), said.what());
    }

    /** Who said it, and what, for the record. */
    record Said(String actor, String what) {}

    private ReservationState standing(Reservation after) {
        return Standing.of(after, shelf);
    }

    private List<Line> lines(List<Ordered> ordered, @Nullable Reservation known) {
        var lines = new ArrayList<Line>();
        var room = new HashMap<PositionKey, Long>();
        for (var one : ordered) {
            lines.add(asKnown(line(one, room), known));
        }
        if (known == null) {
            return lines;
        }
        var kept = withWhatLeft(lines, known);
        return kept.isEmpty() ? Shares.released(known.lines(), line -> true, shelf) : kept;
    }

    /** What is set aside for its account is taken first, as by a request; where nothing else changes, that stays too. */
    private List<Line> ownFirst(List<Line> lines, @Nullable Reservation known) {
        if (known != null && withOwn(known.lines(), part -> 0).equals(withOwn(lines, part -> 0))) {
            return known.lines();
        }
        var own = new OwnShare(shelf, known == null ? Map.of() : known.own());
        return withOwn(lines, part -> own.take(part.position(), part.reserved()));
    }

    private static List<Line> withOwn(List<Line> lines, ToLongFunction<Part> own) {
        return lines.stream()
                .map(line -> line.withParts(line.parts().stream()
                        .map(part -> part.withOwn(own.applyAsLong(part)))
                        .toList()))
                .toList();
    }

    private Line line(Ordered one, Map<PositionKey, Long> room) {
        var parts = new ArrayList<Part>();
        for (OrderLine.Part part : one.article().parts()) {
            long units = Math.multiplyExact(one.units(), part.perUnit());
            long before = room.computeIfAbsent(part.position(), this::room);
            room.put(part.position(), before - units);
            parts.add(new Part(part.position(), part.perUnit(), units, Math.max(0, before)));
        }
        return new Line(one.line(), one.article().sku(), one.units(), one.units(), parts);
    }

    private long room(PositionKey position) {
        var totals = shelf.totals(position);
        return totals.dispatched() + totals.allocated() + shelf.atpFor(position);
    }

    /** A line that did not change keeps what was available when it was made. */
    private static Line asKnown(Line line, @Nullable Reservation known) {
        if (known != null) {
            for (var one : known.lines()) {
                if (one.line().equals(line.line()) && isSame(one, line)) {
                    return one;
                }
            }
        }
        return line;
    }

    private static boolean isSame(Line one, Line other) {
        return one.sku().equals(other.sku())
                && one.requested() == other.requested()
                && held(one).equals(held(other));
    }

    private static List<Part> held(Line line) {
        return line.parts().stream()
                .map(part -> new Part(part.position(), part.perUnit(), part.reserved(), 0))
                .toList();
    }

    /** What left cannot be taken away from the order again: as far as it was promised, it stays so. */
    private List<Line> withWhatLeft(List<Line> lines, Reservation known) {
        var wanted = new HashMap<PositionKey, Long>();
        lines.forEach(
                line -> line.parts().forEach(part -> wanted.merge(part.position(), part.reserved(), Math::addExact)));
        var left = new HashMap<PositionKey, Long>();
        known.reserved()
                .forEach((position, units) -> left.put(
                        position,
                        Math.max(
                                0,
                                Math.min(units, shelf.totals(position).dispatched())
                                        - wanted.getOrDefault(position, 0L))));
        var all = new ArrayList<>(lines);
        for (var line : known.lines()) {
            var parts = line.parts().stream().map(part -> share(part, left)).toList();
            if (parts.stream().anyMatch(part -> part.reserved() > 0)) {
                add(line.withParts(parts), all);
            }
        }
        return all;
    }

    private static Part share(Part part, Map<PositionKey, Long> left) {
        long share = Math.min(part.reserved(), left.getOrDefault(part.position(), 0L));
        left.merge(part.position(), -share, Math::addExact);
        return part.withReserved(share);
    }

    private static void add(Line gone, List<Line> all) {
        var name = gone.line();
        for (int i = 0; i < all.size(); i++) {
            var line = all.get(i);
            if (line.line().equals(name) && positions(line).equals(positions(gone))) {
                all.set(i, joined(line, gone));
                return;
            }
            name = line.line().equals(name) ? name + LEFT : name;
        }
        all.add(new Line(name, gone.sku(), gone.requested(), gone.promised(), gone.parts()));
    }

    private static List<PositionKey> positions(Line line) {
        return line.parts().stream().map(Part::position).toList();
    }

    private static Line joined(Line line, Line gone) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < line.parts().size(); i++) {
            var part = line.parts().get(i);
            parts.add(part.withReserved(part.reserved() + gone.parts().get(i).reserved()));
        }
        return line.withParts(parts);
    }

    private static UUID contentOf(OrderContent content) {
        return UUID.nameUUIDFromBytes(content.lines().toString().getBytes(StandardCharsets.UTF_8));
    }
}
