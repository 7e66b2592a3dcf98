package io.stockrelay.stock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One state of one position: the newest statement and the sum of the movements that count after it.
 *
 * @param base null where the state was never stated absolutely; then all movements count
 * @param lastMoved the latest time of any movement of this state, counted or not; spares reading history
 */
public record StateTrack(
        @Nullable Base base, long afterUnits, @Nullable Instant lastMoved) {

    public static final StateTrack EMPTY = new StateTrack(null, 0, null);

    public long units() {
        return (base == null ? 0 : base.units()) + afterUnits;
    }

    StateTrack moved(long change, Instant at, boolean counts) {
        return new StateTrack(base, counts ? afterUnits + change : afterUnits, later(at));
    }

    StateTrack restated(Base newBase, long unitsAfter) {
        return new StateTrack(newBase, unitsAfter, lastMoved);
    }

    StateTrack withAfterUnits(long units) {
        return new StateTrack(base, units, lastMoved);
    }

    private Instant later(Instant at) {
        return lastMoved == null || at.isAfter(lastMoved) ? at : lastMoved;
    }
}
