package io.stockrelay.reservation;

import io.stockrelay.stock.LotShare;
import io.stockrelay.stock.PositionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command does: to the reservation, to its record, to the stock, and what its caller is told.
 *
 * @param after the reservation as it is to be stored; null where there is none
 * @param transitions each a further record, oldest first; none where nothing changed
 * @param left goods to record as having left
 */
record Change(@Nullable Reservation after, List<Transition> transitions, List<Left> left, Answer answer) {

    /**
     * Goods of one position that left under a shipment.
     *
     * @param lots which they left from; none where nobody said
     */
    record Left(String line, PositionKey position, long units, List<LotShare> lots) {}

    /** One further step, at the time and to the state of what it leads to. */
    static Change to(Reservation after, Verdict verdict, String actor, String what) {
        return to(after, List.of(), new Answer(verdict, after, List.of(), null), actor, what);
    }

    static Change to(Reservation after, List<Left> left, Answer answer, String actor, String what) {
        var step = new Transition(after.version(), after.state(), after.changedAt(), actor, what, after.reserved());
        return new Change(after, List.of(step), left, answer);
    }

    /** This after another change of the same reservation. */
    Change following(Change earlier) {
        var steps = new ArrayList<>(earlier.transitions());
        steps.addAll(transitions);
        return new Change(after, steps, left, answer);
    }

    static Change none(Verdict verdict, @Nullable Reservation known) {
        return new Change(known, List.of(), List.of(), Answer.of(verdict, known));
    }

    static Change none(Answer answer, @Nullable Reservation known) {
        return new Change(known, List.of(), List.of(), answer);
    }

    static Change none(Verdict verdict, @Nullable Reservation known, String fault) {
        return new Change(known, List.of(), List.of(), Answer.of(verdict, known, fault));
    }
}
