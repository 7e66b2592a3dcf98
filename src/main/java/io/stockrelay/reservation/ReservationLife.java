package io.stockrelay.reservation;

import io.stockrelay.reservation.Command.Cancel;
import io.stockrelay.reservation.Command.Confirm;
import io.stockrelay.reservation.Command.Dispatch;
import io.stockrelay.reservation.Command.Fail;
import io.stockrelay.reservation.Command.Reserve;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides every command on a reservation over locked stock. Pure but for the shelf it is handed. */
final class ReservationLife {

    private static final String PROGRAM = "stockrelay";

    private final Shelf shelf;
    private final Instant now;

    ReservationLife(Shelf shelf, Instant now) {
        this.shelf = shelf;
        this.now = now;
    }

    /** A promise whose time is over is expired first, whatever was asked. */
    Change decide(Command command, @Nullable Reservation stored) {
        if (stored == null) {
            return command instanceof Reserve request && request.amends() == null
                    ? new Making(shelf, now).first(request)
                    : Change.none(Verdict.UNKNOWN_RESERVATION, null);
        }
        if (!stored.isOver(now)) {
            return decideKnown(command, stored);
        }
        var expired = new Ending(shelf, now).expire(stored, PROGRAM);
        if (command instanceof Command.Expire) {
            return expired;
        }
        return decideKnown(command, Objects.requireNonNull(expired.after())).following(expired);
    }

    /**
     * What goods that left mean for it; null where nothing changes. They confirm a pending one even after its time, as
     * long as its expiry is not recorded: what is packed is not sold again.
     */
    @Nullable
    Change settle(Reservation known) {
        var standing = known.state().isOpen() ? Standing.of(known, shelf) : known.state();
        return standing == known.state()
                ? null
                : Change.to(known.as(standing, now), Verdict.CHANGED, PROGRAM, "goods left");
    }

    private Change decideKnown(Command command, Reservation known) {
        if (command instanceof Reserve request) {
            return request.amends() == null
                    ? new Making(shelf, now).again(request, known)
                    : new Amending(shelf, now).amend(request, request.amends(), known);
        }
        if (command instanceof Confirm) {
            return confirm(command, known);
        }
        if (command instanceof Cancel cancel) {
            return new Ending(shelf, now).cancel(cancel, known);
        }
        if (command instanceof Fail fail) {
            return new Ending(shelf, now).fail(fail, known);
        }
        if (command instanceof Dispatch dispatch) {
            return new Dispatching(shelf, now).dispatch(dispatch, known);
        }
        return Change.none(known.state() == ReservationState.EXPIRED ? Verdict.UNCHANGED : Verdict.NOT_DUE, known);
    }

    private Change confirm(Command command, Reservation known) {
        if (!known.state().isOpen()) {
            return Change.none(Verdict.ended(known.state()), known);
        }
        return known.state() == ReservationState.PENDING
                ? Change.to(known.as(ReservationState.CONFIRMED, now), Verdict.CHANGED, command.actor(), "confirmed")
                : Change.none(Verdict.UNCHANGED, known);
    }
}
