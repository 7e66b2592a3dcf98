package io.stockrelay.reservation;

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

    /** Goods of one position that left under a shipment. */
    record Left(String line, io.stockrelay.stock.PositionKey position, long units) {}

    static Change none(Verdict verdict, @Nullable Reservation known) {
        return new Change(known, List.of(), List.of(), Answer.of(verdict, known));
    }

    static Change none(Verdict verdict, @Nullable Reservation known, String fault) {
        return new Change(known, List.of(), List.of(), Answer.of(verdict, known, fault));
    }
}
