package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every stock event carries.
 *
 * @param hash of the mapped event in the source's own codes; tells a repeat from a conflict
 * @param at the source's time: when a movement happened, or what a statement is as of
 * @param sequence the source's own counter, 0 where it has none
 */
public record EventHeader(
        EventKey key,
        UUID hash,
        EventType type,
        Sku sku,
        LocationId location,
        Instant at,
        long sequence,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable LotMark lot) {

    /** Whether it counts for one lot of an item that is counted by lot. */
    public boolean isByLot() {
        return lot != null && lot.isControlled();
    }

    public PositionKey position() {
        return new PositionKey(sku, location);
    }
}
