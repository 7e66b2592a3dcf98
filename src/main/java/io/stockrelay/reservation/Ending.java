package io.stockrelay.reservation;

import io.stockrelay.reservation.Command.Cancel;
import io.stockrelay.reservation.Command.Fail;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides what gives stock back: cancels, failures and expiry. What has left stays with the reservation. */
record Ending(Shelf shelf, Instant now) {

    Change expire(Reservation known, String actor) {
        return end(known, ReservationState.EXPIRED, actor, "expired");
    }

    Change fail(Fail fail, Reservation known) {
        if (known.state() == ReservationState.FAILED) {
            return Change.none(Verdict.UNCHANGED, known);
        }
        return known.state().isUnderWay()
                ? end(known, ReservationState.FAILED, fail.actor(), "failed: " + fail.reason())
                : Change.none(Verdict.ended(known.state()), known);
    }

    Change cancel(Cancel cancel, Reservation known) {
        return cancel.lines().isEmpty() ? cancelAll(cancel, known) : cancelLines(cancel, known);
    }

    private Change cancelAll(Cancel cancel, Reservation known) {
        if (!known.state().isOpen()) {
            return Change.none(Verdict.UNCHANGED, known); // nothing is held, which is what was asked for
        }
        return known.state().isUnderWay()
                ? end(known, ReservationState.CANCELLED, cancel.actor(), "cancelled")
                : Change.none(Verdict.IS_DISPATCHED, known);
    }

    private Change cancelLines(Cancel cancel, Reservation known) {
        var unknown = unknownLine(cancel.lines(), known);
        if (unknown != null) {
            return Change.none(Verdict.UNKNOWN_LINE, known, unknown);
        }
        if (!known.state().isUnderWay()) {
            boolean isDispatched = known.state() == ReservationState.DISPATCHED;
            return Change.none(isDispatched ? Verdict.IS_DISPATCHED : Verdict.UNCHANGED, known);
        }
        var lines = Shares.released(known.lines(), line -> cancel.lines().contains(line.line()), shelf);
        if (lines.equals(known.lines())) {
            return Change.none(Verdict.UNCHANGED, known);
        }
        var after = known.with(lines);
        shelf.place(known, after);
        boolean isEmpty = after.reserved().values().stream().allMatch(units -> units == 0);
        var next = isEmpty ? ReservationState.CANCELLED : Standing.of(after, shelf);
        var what = "cancelled lines " + String.join(", ", new TreeSet<>(cancel.lines()));
        return Change.to(after.as(next, now), Verdict.CHANGED, cancel.actor(), what);
    }

    private static @Nullable String unknownLine(Set<String> named, Reservation known) {
        var lines = new HashSet<String>();
        known.lines().forEach(line -> lines.add(line.line()));
        return named.stream()
                .filter(line -> !lines.contains(line))
                .sorted()
                .findFirst()
                .orElse(null);
    }

    private Change end(Reservation known, ReservationState end, String actor, String what) {
        var released = known.with(Shares.released(known.lines(), line -> true, shelf));
        shelf.place(known, released);
        return Change.to(released.as(end, now), Verdict.CHANGED, actor, what);
    }
}
