package io.stockrelay.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a path should reach.
 *
 * @param ratio at least this share of the floor
 * @param isAgainstBest whether the floor's best round counts, not its median
 * @param p99 at most this; null where nothing is asked
 */
record Target(double ratio, boolean isAgainstBest, @Nullable Duration p99) {

    static Target ofMedian(double ratio) {
        return new Target(ratio, false, null);
    }

    String text() {
        var share = ">= " + Numbers.ratio(ratio) + (isAgainstBest ? " of best" : "");
        return p99 == null ? share : share + ", p99 <= " + p99.toMillis() + " ms";
    }

    boolean isReached(double reached, @Nullable Duration itsP99) {
        return reached >= ratio && (p99 == null || itsP99 != null && itsP99.compareTo(p99) <= 0);
    }
}
