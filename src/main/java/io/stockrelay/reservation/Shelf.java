package io.stockrelay.reservation;

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

    /** Whether a dispatch lowers stock there itself, rather than being news of what another system will report. */
    boolean shipsItself(PositionKey position);

    /** Content of a shipment that was already taken; null where it is new. */
    @Nullable
    UUID shipment(String id);
}
