package io.stockrelay.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a path should reach.
 *
 * @param ratio at least this share of the floor; 0 where nothing is asked
 * @param isAgainstBest whether the floor's best round counts, not its median
 * @param p99 at most this; null where nothing is asked
 */
record Target(double ratio, boolean isAgainstBest, @Nullable Duration p99) {

    /** A measurement nothing is asked of. */
    static final Target NONE = ofMedian(0);

    static Target ofMedian(double ratio) {
        return new Target(ratio, false, null);
    }

    String text() {
        if (ratio == 0) {
            return "-";
        }
        var share = ">= " + Numbers.ratio(ratio) + (isAgainstBest ? " of best" : "");
        return p99 == null ? share : share + ", p99 <= " + p99.toMillis() + " ms";
    }

    /** Null where nothing is asked. */
    @Nullable
    Boolean isReached(double reached, @Nullable Duration itsP99) {
        return ratio == 0 ? null : isEnough(reached, itsP99);
    }

    private boolean isEnough(double reached, @Nullable Duration itsP99) {
        return reached >= ratio && (p99 == null || itsP99 != null && itsP99.compareTo(p99) <= 0);
    }
}
