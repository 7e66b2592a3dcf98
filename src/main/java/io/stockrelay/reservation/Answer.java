package io.stockrelay.reservation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told.
 *
 * @param reservation as it is now; null where there is none
 * @param shortages every line that does not fit, also where a part of it was promised
 * @param fault the line, version or shipment at fault; null where there is none
 */
public record Answer(
        Verdict verdict,
        @Nullable Reservation reservation,
        List<Shortage> shortages,
        @Nullable String fault) {

    static Answer of(Verdict verdict, @Nullable Reservation reservation) {
        return new Answer(verdict, reservation, List.of(), null);
    }

    static Answer of(Verdict verdict, @Nullable Reservation reservation, String fault) {
        return new Answer(verdict, reservation, List.of(), fault);
    }
}
