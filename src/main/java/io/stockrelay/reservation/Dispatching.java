package io.stockrelay.reservation;

import io.stockrelay.reservation.Change.Left;
import io.stockrelay.reservation.Command.Dispatch;
import io.stockrelay.reservation.Command.Dispatched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides news of a shipment. Where another system owns ship movements it is a notice only, and may come before or
 * after that system's own event; elsewhere the goods leave by it.
 */
record Dispatching(Shelf shelf, Instant now) {

    Change dispatch(Dispatch dispatch, Reservation known) {
        var content = shelf.shipment(dispatch.shipment());
        if (content != null) {
            return content.equals(dispatch.content())
                    ? Change.none(Verdict.UNCHANGED, known)
                    : Change.none(Verdict.DIFFERENT_SHIPMENT, known, dispatch.shipment());
        }
        if (!known.state().isOpen()) {
            return Change.none(Verdict.ended(known.state()), known);
        }
        var refusal = refusal(dispatch, known);
        if (refusal != null) {
            return refusal;
        }
        var left = left(dispatch, known);
        var next = known.state() == ReservationState.PENDING ? ReservationState.CONFIRMED : known.state();
        var after = known.as(next, now);
        var verdict = left.isEmpty() ? Verdict.NOTED : Verdict.CHANGED;
        return Change.to(after, left, Answer.of(verdict, after), dispatch.actor(), "shipment " + dispatch.shipment());
    }

    private @Nullable Change refusal(Dispatch dispatch, Reservation known) {
        var room = room(known);
        for (var line : dispatch.lines()) {
            if (!room.containsKey(line.line())) {
                return Change.none(Verdict.UNKNOWN_LINE, known, line.line());
            }
        }
        if (known.state() == ReservationState.DISPATCHED && movesGoods(dispatch, known)) {
            return Change.none(Verdict.IS_DISPATCHED, known);
        }
        for (var line : dispatch.lines()) {
            if (room.merge(line.line(), -line.units(), Math::addExact) < 0) {
                return Change.none(Verdict.BEYOND_RESERVED, known, line.line());
            }
        }
        if (dispatch.lines().stream().anyMatch(line -> !fits(line, known))) {
            return Change.none(Verdict.OTHER_VERSION, known, "" + known.version());
        }
        return unknownLot(dispatch, known);
    }

    /** The caller looked at a reservation that said something else by then. */
    private static boolean fits(Dispatched dispatched, Reservation known) {
        return known.lines().stream()
                .filter(line -> line.line().equals(dispatched.line()))
                .allMatch(dispatched::fits);
    }

    private @Nullable Change unknownLot(Dispatch dispatch, Reservation known) {
        return left(dispatch, known).stream()
                .flatMap(left -> left.lots().stream()
                        .filter(share -> !shelf.knowsLot(left.position(), share.lot()))
                        .map(share -> Change.none(
                                Verdict.UNKNOWN_LOT,
                                known,
                                share.lot() + " at " + left.position().location())))
                .findFirst()
                .orElse(null);
    }

    /** How many units of each line may be told of; a notice may repeat what has already left. */
    private Map<String, Long> room(Reservation known) {
        var room = new HashMap<>(Shares.open(known.lines(), shelf));
        for (var line : known.lines()) {
            if (!movesGoods(line)) {
                room.put(line.line(), line.reservedUnits());
            }
        }
        return room;
    }

    private boolean movesGoods(Dispatch dispatch, Reservation known) {
        return known.lines().stream()
                .filter(this::movesGoods)
                .anyMatch(line ->
                        dispatch.lines().stream().anyMatch(one -> one.line().equals(line.line())));
    }

    private boolean movesGoods(Line line) {
        return line.parts().stream().anyMatch(part -> shelf.shipsItself(part.position()));
    }

    private List<Left> left(Dispatch dispatch, Reservation known) {
        var left = new ArrayList<Left>();
        for (var dispatched : dispatch.lines()) {
            for (var line : known.lines()) {
                if (!line.line().equals(dispatched.line())) {
                    continue;
                }
                for (var part : line.parts()) {
                    if (shelf.shipsItself(part.position())) {
                        long units = Math.multiplyExact(dispatched.units(), part.perUnit());
                        left.add(new Left(line.line(), part.position(), units, dispatched.lots(part)));
                    }
                }
            }
        }
        return left;
    }
}
