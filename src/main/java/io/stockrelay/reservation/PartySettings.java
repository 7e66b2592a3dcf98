package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.OrderReference;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One account or channel that stock may be promised to.
 *
 * @param fulfilFrom the location that serves it where a line names none; null where each line has to
 * @param locations the only ones that may serve it
 * @param references namespace of its order numbers, where those who ship know orders by the same number; null where
 *     nobody else does
 * @param notices where it is told of promises that ended; null where nowhere
 * @param account whose set-asides it draws on: an account its own, a channel those of the account it sells for; null
 *     for nobody's
 */
public record PartySettings(
        Scope scope,
        String name,
        @Nullable LocationId fulfilFrom,
        Set<LocationId> locations,
        @Nullable String references,
        @Nullable NoticeAddress notices,
        @Nullable AccountId account) {

    private static final String OWN_NAMESPACE = "reservations";

    /**
     * Where an account takes notices.
     *
     * @param url of its webhook
     * @param secrets the newest first; each notice is signed with all of them
     */
    public record NoticeAddress(String url, List<String> secrets) {

        public NoticeAddress {
            secrets = List.copyOf(secrets);
        }

        @Override
        public String toString() {
            return "NoticeAddress[url=" + url + "]";
        }
    }

    public PartySettings {
        locations = Set.copyOf(locations);
    }

    /** What the order behind a reservation is known by where it ships. */
    public OrderReference reference(String id) {
        return references == null ? own(new ReservationKey(scope, id)) : new OrderReference(references, id);
    }

    /** What only we know it by. */
    public static OrderReference own(ReservationKey key) {
        return new OrderReference(OWN_NAMESPACE, key.toString());
    }
}
