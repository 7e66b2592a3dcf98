package io.stockrelay.reservation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told.
 *
 * @param reservation as it is now; null where there is none
 * @param shortages every line that does not fit, also where a part of it was promised
 * @param fault the line, version or shipment at fault; null where there is none
 * @param lots which the shipment it was asked about was booked from; none for other questions
 */
public record Answer(
        Verdict verdict,
        @Nullable Reservation reservation,
        List<Shortage> shortages,
        @Nullable String fault,
        List<Shipment.Booked> lots) {

    /** Of whatever is no shipment. */
    public Answer(
            Verdict verdict, @Nullable Reservation reservation, List<Shortage> shortages, @Nullable String fault) {
        this(verdict, reservation, shortages, fault, List.of());
    }

    Answer with(@Nullable Reservation now) {
        return new Answer(verdict, now, shortages, fault, lots);
    }

    Answer with(List<Shipment.Booked> booked) {
        return new Answer(verdict, reservation, shortages, fault, booked);
    }

    static Answer of(Verdict verdict, @Nullable Reservation reservation) {
        return new Answer(verdict, reservation, List.of(), null);
    }

    static Answer of(Verdict verdict, @Nullable Reservation reservation, String fault) {
        return new Answer(verdict, reservation, List.of(), fault);
    }
}
