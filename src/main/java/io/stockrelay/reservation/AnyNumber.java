package io.stockrelay.reservation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reservations, found and changed under whichever number of their order a caller knows. */
public record AnyNumber(Reservations reservations) {

    /** Its own id first: only where nothing goes on under that, it may be another number. */
    public Optional<Reservation> find(ReservationKey asked) {
        var own = reservations.find(asked);
        boolean goesOn = own.isPresent() && own.get().state() != ReservationState.CANCELLED;
        return goesOn ? own : reservations.findUnderNumber(asked).or(() -> own);
    }

    /** A new promise is never moved to another id: its caller has to know under which number it orders. */
    public CompletableFuture<Answer> submit(Command command) {
        var decided = reservations.submit(command);
        boolean isNew = command instanceof Command.Reserve request && request.amends() == null;
        return isNew ? decided : decided.thenCompose(answer -> orElsewhere(command, answer));
    }

    private CompletableFuture<Answer> orElsewhere(Command command, Answer answer) {
        var known = answer.reservation();
        if (known != null && known.state() != ReservationState.CANCELLED) {
            return CompletableFuture.completedFuture(answer);
        }
        // this may be the ledger's thread, which must not wait for the database here
        return CompletableFuture.supplyAsync(() -> reservations.findUnderNumber(command.key()))
                .thenCompose(other -> other.map(command::of)
                        .map(this::submit)
                        .orElseGet(() -> CompletableFuture.completedFuture(answer)));
    }
}
