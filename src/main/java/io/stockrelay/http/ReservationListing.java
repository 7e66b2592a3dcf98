package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.reservation.ListedReservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of reservations, each without its lines.
 *
 * @param next give it as {@code after} for the next page; null on the last one
 */
record ReservationListing(List<Item> items, @Nullable String next) {

    /** One of them; exactly one of account, channel and source is there. */
    record Item(
            String id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String account,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String channel,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String source,

            String state,
            int version,
            ReservationAnswer.Reference reference,
            long lineCount,
            @Nullable Instant expiresAt,
            Instant madeAt,
            Instant changedAt) {

        static Item of(ListedReservation listed) {
            var key = listed.key();
            return new Item(
                    key.id(),
                    ReservationAnswer.id(key, Scope.Kind.ACCOUNT),
                    ReservationAnswer.id(key, Scope.Kind.CHANNEL),
                    ReservationAnswer.id(key, Scope.Kind.SOURCE),
                    ReservationAnswer.code(listed.state()),
                    listed.version(),
                    ReservationAnswer.Reference.of(listed.reference()),
                    listed.lines(),
                    listed.expiresAt(),
                    listed.madeAt(),
                    listed.changedAt());
        }
    }

    static ReservationListing of(List<ListedReservation> found, int limit) {
        return new ReservationListing(
                found.stream().map(Item::of).toList(),
                found.size() < limit ? null : place(found.get(limit - 1).key()));
    }

    private static String place(ReservationKey key) {
        return PagePlace.write(key.scope().kind().name(), key.scope().id(), key.id());
    }

    static ReservationKey read(String place) {
        return PagePlace.read(
                place,
                3,
                parts -> new ReservationKey(new Scope(Scope.Kind.valueOf(parts.get(0)), parts.get(1)), parts.get(2)));
    }
}
