package io.stockrelay.stock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One lot at one location as it reads now; the states are signed sums.
 *
 * @param lot empty for units of which no lot is known
 * @param asOf what its on-hand figure was last stated as of; null where it was never stated
 * @param unusableFrom when it is too old to be promised there; null where it never is, as far as is known
 * @param blocked by whoever keeps the location; null where it may be promised there for all they said
 * @param isUsable whether its units may be promised now
 */
public record LotView(
        PositionKey key,
        String lot,
        long onHand,
        long qualityHold,
        long damaged,
        LotFacts facts,
        @Nullable Instant asOf,
        @Nullable Instant unusableFrom,
        LotFacts.@Nullable Block blocked,
        boolean isUsable) {

    /** On hand and neither held nor damaged, signed. */
    public long free() {
        return onHand - Math.max(0, qualityHold) - Math.max(0, damaged);
    }

    /** What of it counts as available, signed. */
    public long available() {
        return isUsable ? free() : Math.min(0, free());
    }
}
