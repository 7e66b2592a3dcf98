package io.stockrelay.reservation;

import io.stockrelay.reservation.Command.Reserve;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides requests for a promise: the first one, its repeats, and one that is to be decided anew. */
record Making(Shelf shelf, Instant now) {

    Change first(Reserve request) {
        return make(request, null);
    }

    Change again(Reserve request, Reservation known) {
        if (known.state().isOpen()) {
            boolean isSame = known.content().equals(request.content());
            return Change.none(isSame ? Verdict.UNCHANGED : Verdict.DIFFERENT_CONTENT, known);
        }
        if (!request.renew()) {
            return Change.none(Verdict.ended(known.state()), known);
        }
        return request.reference().equals(known.reference())
                ? make(request, known)
                : Change.none(
                        Verdict.DIFFERENT_CONTENT, known, known.reference().reference());
    }

    private Change make(Reserve request, @Nullable Reservation before) {
        var fit = Fit.of(request.lines(), shelf, before);
        if (fit.isRefusedBy(request.fill())) {
            return Change.none(fit.refusal(before), before);
        }
        var state = request.confirmed() ? ReservationState.CONFIRMED : ReservationState.PENDING;
        var made = new Reservation(
                request.key(),
                request.reference(),
                request.content(),
                before == null ? 1 : before.version() + 1,
                state,
                request.expiry(now),
                fit.lines(),
                before == null ? now : before.madeAt(),
                now,
                shelf.account());
        shelf.place(before, made);
        var standing = made.standing(Standing.of(made, shelf));
        return Change.to(
                standing,
                List.of(),
                new Answer(Verdict.MADE, standing, fit.shortages(), null),
                request.actor(),
                before == null ? "reserved" : "renewed");
    }
}
