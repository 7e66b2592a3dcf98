package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A recorded movement of a position, as far as a new base needs to know it.
 *
 * @param order what it shipped for; null where it is no shipment of an order
 */
public record PastMovement(
        Instant at,
        SourceId source,
        Changes changes,
        @Nullable OrderReference order) {

    /** A movement for no order. */
    public PastMovement(Instant at, SourceId source, Changes changes) {
        this(at, source, changes, null);
    }

    boolean isFor(OrderReference wanted, Drafts drafts) {
        return order != null && drafts.resolve(order).equals(wanted);
    }
}
