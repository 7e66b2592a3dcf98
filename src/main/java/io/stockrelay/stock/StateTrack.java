package io.stockrelay.stock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One state of one position: the newest statement and the sum of the movements that count after it.
 *
 * @param base null where the state was never stated absolutely; then all movements count
 * @param nettedUnits the part of {@code afterUnits} that no movement explains: what a salable figure or a stated order book
 *     makes of it; see {@link Netting}
 * @param lastMoved the latest time of any movement of this state, counted or not; spares reading history
 */
public record StateTrack(
        @Nullable Base base,
        long afterUnits,
        long nettedUnits,
        @Nullable Instant lastMoved) {

    public static final StateTrack EMPTY = new StateTrack(null, 0, 0, null);

    /** A figure that depends on no order book. */
    public StateTrack(@Nullable Base base, long afterUnits, @Nullable Instant lastMoved) {
        this(base, afterUnits, 0, lastMoved);
    }

    public long units() {
        return (base == null ? 0 : base.units()) + afterUnits;
    }

    StateTrack moved(long change, Instant at, boolean counts) {
        return new StateTrack(base, counts ? afterUnits + change : afterUnits, nettedUnits, later(at));
    }

    /** @param unitsAfter movements that count on top of the new statement */
    StateTrack restated(Base newBase, long unitsAfter) {
        return new StateTrack(newBase, unitsAfter + nettedUnits, nettedUnits, lastMoved);
    }

    StateTrack withAfterUnits(long units) {
        return new StateTrack(base, units, nettedUnits, lastMoved);
    }

    StateTrack netting(long units) {
        return new StateTrack(base, afterUnits - nettedUnits + units, units, lastMoved);
    }

    private Instant later(Instant at) {
        return lastMoved == null || at.isAfter(lastMoved) ? at : lastMoved;
    }
}
