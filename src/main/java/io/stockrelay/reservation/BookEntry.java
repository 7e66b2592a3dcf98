package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The working copy of one reservation while a batch is decided; used by one thread. */
final class BookEntry {

    private final @Nullable StoredReservation stored;
    private final @Nullable AccountId account;
    private final Map<String, Shipment> shipments;
    private final List<Transition> transitions = new ArrayList<>();
    private final List<ReservationChange.Taken> taken = new ArrayList<>();
    private @Nullable Reservation reservation;
    private @Nullable ReservationKey became;

    private BookEntry(
            @Nullable StoredReservation stored, @Nullable AccountId account, Map<String, Shipment> shipments) {
        this.stored = stored;
        this.account = account;
        this.shipments = new HashMap<>(shipments);
        this.reservation = stored == null ? null : stored.reservation();
    }

    static BookEntry fresh(@Nullable AccountId account) {
        return new BookEntry(null, account, Map.of());
    }

    static BookEntry of(StoredReservation stored, Map<String, Shipment> shipments) {
        return new BookEntry(stored, stored.reservation().account(), shipments);
    }

    /** Whose set-asides it draws on: the same from its first decision on, whatever is configured later. */
    @Nullable
    AccountId account() {
        return account;
    }

    @Nullable
    Reservation reservation() {
        return reservation;
    }

    /** Totals of a position this batch did not lock; nobody changes them while the reservation is locked. */
    ReferenceTotals storedTotals(PositionKey position) {
        return stored == null ? ReferenceTotals.NONE : stored.totals().getOrDefault(position, ReferenceTotals.NONE);
    }

    @Nullable
    Shipment shipment(String id) {
        return shipments.get(id);
    }

    void apply(Change change) {
        reservation = change.after();
        transitions.addAll(change.transitions());
    }

    void took(String id, Shipment shipment) {
        shipments.put(id, shipment);
        taken.add(new ReservationChange.Taken(id, shipment));
    }

    /** It is the same order as another one, which goes on in its place. */
    void become(ReservationKey other) {
        became = other;
    }

    /** What its last step made of allocated units. */
    void tell(Map<PositionKey, Decision.Step> allocated) {
        if (!transitions.isEmpty()) {
            transitions.add(transitions.remove(transitions.size() - 1).telling(allocated));
        }
    }

    boolean isChanged() {
        return !transitions.isEmpty();
    }

    ReservationChange change() {
        var after = Objects.requireNonNull(reservation);
        boolean sameLines = stored != null && stored.reservation().lines().equals(after.lines());
        return new ReservationChange(
                stored == null ? null : stored.pk(), after, !sameLines, dropped(after), transitions, taken, became);
    }

    private Set<PositionKey> dropped(Reservation after) {
        if (stored == null) {
            return Set.of();
        }
        var dropped = new HashSet<>(stored.reservation().reserved().keySet());
        dropped.removeAll(after.reserved().keySet());
        return dropped;
    }
}
