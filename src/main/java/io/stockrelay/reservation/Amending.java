package io.stockrelay.reservation;

import io.stockrelay.reservation.Command.Reserve;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides changes of what is promised, each made to the version it names. */
record Amending(Shelf shelf, Instant now) {

    Change amend(Reserve request, int version, Reservation known) {
        if (!known.state().isUnderWay()) {
            return Change.none(Verdict.ended(known.state()), known);
        }
        if (known.version() != version) {
            boolean isRepeat = known.version() > version && isAsAsked(request, known);
            return Change.none(isRepeat ? Verdict.UNCHANGED : Verdict.OTHER_VERSION, known, "" + known.version());
        }
        if (!request.reference().equals(known.reference())) {
            return Change.none(
                    Verdict.DIFFERENT_CONTENT, known, known.reference().reference());
        }
        var fit = Fit.of(request.lines(), shelf, known);
        if (fit.isRefusedBy(request.fill())) {
            return Change.none(fit.refusal(known), known);
        }
        var amended = amended(request, known, fit);
        var below = belowDispatched(known, amended);
        if (below != null) {
            return Change.none(Verdict.IS_DISPATCHED, known, below.toString());
        }
        shelf.place(known, amended);
        var standing = amended.standing(Standing.of(amended, shelf));
        var answer = new Answer(Verdict.CHANGED, standing, fit.shortages(), null);
        return Change.to(standing, List.of(), answer, request.actor(), "amended");
    }

    /** Whether an earlier call, or somebody else, has made it what this one asks for. */
    private static boolean isAsAsked(Reserve request, Reservation known) {
        if (request.confirmed() && known.state() == ReservationState.PENDING) {
            return false;
        }
        var asked = request.lines().stream().map(Asked::of).toList();
        var held = known.lines().stream().map(Asked::of).toList();
        return asked.equals(held);
    }

    private record Asked(String line, Sku sku, long units, Set<PositionKey> positions) {

        static Asked of(RequestedLine line) {
            var positions = line.components().stream().map(RequestedLine.Component::position);
            return new Asked(line.line(), line.sku(), line.units(), positions.collect(Collectors.toSet()));
        }

        static Asked of(Line line) {
            var positions = line.parts().stream().map(Line.Part::position);
            return new Asked(line.line(), line.sku(), line.requested(), positions.collect(Collectors.toSet()));
        }
    }

    /**
     * A confirmed one stays confirmed, whatever the request says of that. The content stays that of the request that made
     * it, so that its repeat is still known.
     */
    private Reservation amended(Reserve request, Reservation known, Fit fit) {
        boolean isPending = known.state() == ReservationState.PENDING;
        var next = isPending && request.confirmed() ? ReservationState.CONFIRMED : known.state();
        return new Reservation(
                known.key(),
                known.reference(),
                known.content(),
                known.version() + 1,
                next,
                next == ReservationState.PENDING ? request.expiry(now) : null,
                fit.lines(),
                known.madeAt(),
                now,
                known.account());
    }

    /** What left cannot be amended away. */
    private @Nullable PositionKey belowDispatched(Reservation before, Reservation after) {
        var wanted = after.reserved();
        for (var held : before.reserved().entrySet()) {
            long left = Math.min(held.getValue(), shelf.totals(held.getKey()).dispatched());
            if (wanted.getOrDefault(held.getKey(), 0L) < left) {
                return held.getKey();
            }
        }
        return null;
    }
}
