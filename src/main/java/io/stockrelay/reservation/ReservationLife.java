package io.stockrelay.reservation;

import io.stockrelay.reservation.Change.Left;
import io.stockrelay.reservation.Command.Cancel;
import io.stockrelay.reservation.Command.Confirm;
import io.stockrelay.reservation.Command.Dispatch;
import io.stockrelay.reservation.Command.Expire;
import io.stockrelay.reservation.Command.Fail;
import io.stockrelay.reservation.Command.Reserve;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides every command on a reservation over locked stock. Pure but for the shelf it is handed. */
final class ReservationLife {

    private static final String PROGRAM = "stockrelay";

    /** A promise whose time is over is expired first, whatever was asked. */
    Change decide(Command command, @Nullable Reservation stored, Shelf shelf, Instant now) {
        if (stored == null) {
            return command instanceof Reserve request && request.amends() == null
                    ? make(request, null, shelf, now)
                    : Change.none(Verdict.UNKNOWN_RESERVATION, null);
        }
        if (!stored.isOver(now)) {
            return decideKnown(command, stored, shelf, now);
        }
        var expired = end(stored, ReservationState.EXPIRED, shelf, now, PROGRAM, "expired");
        if (command instanceof Expire) {
            return expired;
        }
        var asked = decideKnown(command, java.util.Objects.requireNonNull(expired.after()), shelf, now);
        var transitions = new ArrayList<>(expired.transitions());
        transitions.addAll(asked.transitions());
        return new Change(asked.after(), transitions, asked.left(), asked.answer());
    }

    /** What goods that left mean for it; null where nothing changes. */
    @Nullable
    Change settle(Reservation known, Shelf shelf, Instant now) {
        if (!known.state().isOpen()) {
            return null;
        }
        var standing = standing(known, shelf);
        if (standing == known.state()) {
            return null;
        }
        return changed(known.as(standing, now), PROGRAM, "goods left", now);
    }

    private Change decideKnown(Command command, Reservation known, Shelf shelf, Instant now) {
        if (command instanceof Reserve request) {
            return request.amends() == null ? again(request, known, shelf, now) : amend(request, known, shelf, now);
        }
        if (command instanceof Confirm) {
            return confirm(command, known, now);
        }
        if (command instanceof Cancel cancel) {
            return cancel.lines().isEmpty()
                    ? cancel(cancel, known, shelf, now)
                    : cancelLines(cancel, known, shelf, now);
        }
        if (command instanceof Fail fail) {
            return known.state() == ReservationState.FAILED
                    ? Change.none(Verdict.UNCHANGED, known)
                    : endOpen(known, ReservationState.FAILED, shelf, now, fail.actor(), "failed: " + fail.reason());
        }
        if (command instanceof Dispatch dispatch) {
            return dispatch(dispatch, known, shelf, now);
        }
        return Change.none(known.state() == ReservationState.EXPIRED ? Verdict.UNCHANGED : Verdict.NOT_DUE, known);
    }

    private Change again(Reserve request, Reservation known, Shelf shelf, Instant now) {
        if (!known.state().isOpen()) {
            return request.renew() ? make(request, known, shelf, now) : Change.none(closed(known), known);
        }
        return Change.none(
                known.content().equals(request.content()) ? Verdict.UNCHANGED : Verdict.DIFFERENT_CONTENT, known);
    }

    private Change make(Reserve request, @Nullable Reservation before, Shelf shelf, Instant now) {
        var fit = Fit.of(request.lines(), shelf);
        if (isRefused(request, fit)) {
            return refused(fit, before);
        }
        var state = request.confirmed() ? ReservationState.CONFIRMED : ReservationState.PENDING;
        var made = new Reservation(
                request.key(),
                request.reference(),
                request.content(),
                before == null ? 1 : before.version() + 1,
                state,
                expiry(request, now),
                fit.lines(),
                before == null ? now : before.madeAt(),
                now);
        place(before, made, shelf);
        var standing = withStanding(made, shelf);
        var transition = new Transition(
                standing.version(), standing.state(), now, request.actor(), before == null ? "reserved" : "renewed");
        return new Change(
                standing, List.of(transition), List.of(), new Answer(Verdict.MADE, standing, fit.shortages(), null));
    }

    private Change amend(Reserve request, Reservation known, Shelf shelf, Instant now) {
        if (!known.state().isOpen() || known.state() == ReservationState.DISPATCHED) {
            return Change.none(closed(known), known);
        }
        int amends = java.util.Objects.requireNonNull(request.amends());
        if (known.version() != amends) {
            boolean isRepeat = known.version() > amends && known.content().equals(request.content());
            return Change.none(isRepeat ? Verdict.UNCHANGED : Verdict.OTHER_VERSION, known, "" + known.version());
        }
        var fit = Fit.of(request.lines(), shelf);
        if (isRefused(request, fit)) {
            return refused(fit, known);
        }
        boolean staysPending = known.state() == ReservationState.PENDING && !request.confirmed();
        var amended = new Reservation(
                known.key(),
                known.reference(),
                request.content(),
                known.version() + 1,
                staysPending
                        ? ReservationState.PENDING
                        : known.state() == ReservationState.PENDING ? ReservationState.CONFIRMED : known.state(),
                staysPending ? expiry(request, now) : null,
                fit.lines(),
                known.madeAt(),
                now);
        var below = belowDispatched(known, amended, shelf);
        if (below != null) {
            return Change.none(Verdict.IS_DISPATCHED, known, below.toString());
        }
        place(known, amended, shelf);
        var standing = withStanding(amended, shelf);
        var transition = new Transition(standing.version(), standing.state(), now, request.actor(), "amended");
        return new Change(
                standing, List.of(transition), List.of(), new Answer(Verdict.CHANGED, standing, fit.shortages(), null));
    }

    private static boolean isRefused(Reserve request, Fit fit) {
        return request.fill() == Fill.ALL_OR_NOTHING ? !fit.shortages().isEmpty() : fit.isEmpty();
    }

    private static Change refused(Fit fit, @Nullable Reservation known) {
        var answer = new Answer(Verdict.INSUFFICIENT_STOCK, known, fit.shortages(), null);
        return new Change(known, List.of(), List.of(), answer);
    }

    private static @Nullable Instant expiry(Reserve request, Instant now) {
        return request.confirmed() || request.lifetime() == null ? null : now.plus(request.lifetime());
    }

    /** What left cannot be amended away. */
    private static @Nullable PositionKey belowDispatched(Reservation before, Reservation after, Shelf shelf) {
        var wanted = after.reserved();
        for (var held : before.reserved().entrySet()) {
            long left = Math.min(held.getValue(), shelf.totals(held.getKey()).dispatched());
            if (wanted.getOrDefault(held.getKey(), 0L) < left) {
                return held.getKey();
            }
        }
        return null;
    }

    private Change confirm(Command command, Reservation known, Instant now) {
        if (!known.state().isOpen()) {
            return Change.none(closed(known), known);
        }
        return known.state() == ReservationState.PENDING
                ? changed(known.as(ReservationState.CONFIRMED, now), command.actor(), "confirmed", now)
                : Change.none(Verdict.UNCHANGED, known);
    }

    private Change cancel(Cancel cancel, Reservation known, Shelf shelf, Instant now) {
        return known.state().isOpen()
                ? endOpen(known, ReservationState.CANCELLED, shelf, now, cancel.actor(), "cancelled")
                : Change.none(Verdict.UNCHANGED, known); // nothing is held, which is what was asked for
    }

    private Change cancelLines(Cancel cancel, Reservation known, Shelf shelf, Instant now) {
        var unknown = unknownLine(cancel.lines(), known);
        if (unknown != null) {
            return Change.none(Verdict.UNKNOWN_LINE, known, unknown);
        }
        var lines = Shares.released(known.lines(), line -> cancel.lines().contains(line.line()), shelf);
        if (!known.state().isOpen() || lines.equals(known.lines())) {
            boolean allLeft = known.state() == ReservationState.DISPATCHED;
            return Change.none(allLeft ? Verdict.IS_DISPATCHED : Verdict.UNCHANGED, known);
        }
        var after = known.with(lines);
        boolean isEmpty = after.reserved().values().stream().allMatch(units -> units == 0);
        place(known, after, shelf);
        var next = isEmpty ? ReservationState.CANCELLED : standing(after, shelf);
        var what = "cancelled lines " + String.join(", ", new java.util.TreeSet<>(cancel.lines()));
        return changed(after.as(next, now), cancel.actor(), what, now);
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

    private Change endOpen(
            Reservation known, ReservationState end, Shelf shelf, Instant now, String actor, String what) {
        if (!known.state().isOpen() || known.state() == ReservationState.DISPATCHED) {
            return Change.none(closed(known), known);
        }
        return end(known, end, shelf, now, actor, what);
    }

    private Change end(Reservation known, ReservationState end, Shelf shelf, Instant now, String actor, String what) {
        var released = known.with(Shares.released(known.lines(), line -> true, shelf));
        place(known, released, shelf);
        return changed(released.as(end, now), actor, what, now);
    }

    private Change dispatch(Dispatch dispatch, Reservation known, Shelf shelf, Instant now) {
        var content = shelf.shipment(dispatch.shipment());
        if (content != null) {
            return content.equals(dispatch.content())
                    ? Change.none(Verdict.UNCHANGED, known)
                    : Change.none(Verdict.DIFFERENT_SHIPMENT, known, dispatch.shipment());
        }
        if (!known.state().isOpen() || known.state() == ReservationState.DISPATCHED) {
            return Change.none(closed(known), known);
        }
        var open = Shares.open(known.lines(), shelf);
        for (var line : dispatch.lines()) {
            if (!open.containsKey(line.line())) {
                return Change.none(Verdict.UNKNOWN_LINE, known, line.line());
            }
            long after = open.merge(line.line(), -line.units(), Math::addExact);
            if (after < 0) {
                return Change.none(Verdict.BEYOND_RESERVED, known, line.line());
            }
        }
        var left = left(dispatch, known, shelf);
        var next = known.state() == ReservationState.PENDING ? ReservationState.CONFIRMED : known.state();
        var after = known.as(next, now);
        var verdict = left.isEmpty() ? Verdict.NOTED : Verdict.CHANGED;
        var transition =
                new Transition(after.version(), next, now, dispatch.actor(), "shipment " + dispatch.shipment());
        return new Change(after, List.of(transition), left, Answer.of(verdict, after));
    }

    private static List<Left> left(Dispatch dispatch, Reservation known, Shelf shelf) {
        var left = new ArrayList<Left>();
        for (var dispatched : dispatch.lines()) {
            for (var line : known.lines()) {
                if (!line.line().equals(dispatched.line())) {
                    continue;
                }
                for (var part : line.parts()) {
                    if (shelf.shipsItself(part.position())) {
                        long units = Math.multiplyExact(dispatched.units(), part.perUnit());
                        left.add(new Left(line.line(), part.position(), units));
                    }
                }
            }
        }
        return left;
    }

    private static void place(@Nullable Reservation before, Reservation after, Shelf shelf) {
        var wanted = after.reserved();
        if (before != null) {
            before.reserved().keySet().forEach(position -> wanted.putIfAbsent(position, 0L));
        }
        wanted.forEach(shelf::reserve);
    }

    private Reservation withStanding(Reservation reservation, Shelf shelf) {
        var standing = standing(reservation, shelf);
        return new Reservation(
                reservation.key(),
                reservation.reference(),
                reservation.content(),
                reservation.version(),
                standing,
                standing == ReservationState.PENDING ? reservation.expiresAt() : null,
                reservation.lines(),
                reservation.madeAt(),
                reservation.changedAt());
    }

    /** Where an open reservation stands by what has left under its reference. */
    private static ReservationState standing(Reservation reservation, Shelf shelf) {
        long reserved = 0;
        long left = 0;
        for (var held : reservation.reserved().entrySet()) {
            reserved = Math.addExact(reserved, held.getValue());
            left += Math.min(held.getValue(), shelf.totals(held.getKey()).dispatched());
        }
        if (left == 0) {
            return reservation.state();
        }
        return left < reserved ? ReservationState.PARTLY_DISPATCHED : ReservationState.DISPATCHED;
    }

    private static Verdict closed(Reservation known) {
        return switch (known.state()) {
            case CANCELLED -> Verdict.IS_CANCELLED;
            case EXPIRED -> Verdict.IS_EXPIRED;
            case FAILED -> Verdict.IS_FAILED;
            case DISPATCHED -> Verdict.IS_DISPATCHED;
            case PENDING, CONFIRMED, PARTLY_DISPATCHED -> throw new IllegalStateException("not closed: " + known.key());
        };
    }

    private static Change changed(Reservation after, String actor, String what, Instant now) {
        var transition = new Transition(after.version(), after.state(), now, actor, what);
        return new Change(after, List.of(transition), List.of(), Answer.of(Verdict.CHANGED, after));
    }
}
