package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceTotals;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The locked stock one reservation is decided over, and what is known under its reference. */
public interface Shelf {

    /** What may be promised to the reservation's account or channel, never negative. */
    long atpFor(PositionKey position);

    /** What is promised and has left under the reservation's reference. */
    ReferenceTotals totals(PositionKey position);

    /** Makes this what is promised there under the reservation's reference. */
    void reserve(PositionKey position, long units);

    /** Whose set-asides the reservation draws on; null for nobody's. */
    @Nullable
    AccountId account();

    /** What is set aside there for that account and not consumed. */
    long ownFree(PositionKey position);

    /** Takes so many units out of it; returns them where negative. */
    void take(PositionKey position, long units);

    /** Makes what is promised that of one reservation instead of another; positions it no longer takes of are freed. */
    default void place(@Nullable Reservation before, Reservation after) {
        var taken = after.own();
        if (before != null) {
            before.own().forEach((position, units) -> taken.merge(position, -units, Math::addExact));
        }
        taken.forEach(this::take);
        var wanted = after.reserved();
        if (before != null) {
            before.reserved().keySet().forEach(position -> wanted.putIfAbsent(position, 0L));
        }
        wanted.forEach(this::reserve);
    }

    /** Whether a dispatch lowers stock there itself, rather than being news of what another system will report. */
    boolean shipsItself(PositionKey position);

    /** Whether anything was ever said of this lot there. */
    boolean knowsLot(PositionKey position, String lot);

    /** Content of a shipment that was already taken; null where it is new. */
    @Nullable
    UUID shipment(String id);
}
