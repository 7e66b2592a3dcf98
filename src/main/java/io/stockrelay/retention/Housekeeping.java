package io.stockrelay.retention;

import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has become old: in short transactions, so many at a time, and never everything in one go. */
final class Housekeeping {

    /** Transactions of one kind in one round; what is left waits for the next. */
    static final int STEPS_MAX = 200;

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

    private final List<Expiring> expiring;
    private final RetentionSettings settings;
    private final Clock clock;
    private final Tally tally;

    Housekeeping(List<Expiring> expiring, RetentionSettings settings, Clock clock, Tally tally) {
        this.expiring = List.copyOf(expiring);
        this.settings = settings;
        this.clock = clock;
        this.tally = tally;
    }

    /** Counts what is gone. */
    interface Tally {
        void removed(Kept kind, int rows);
    }

    /** False where there is more to look at. */
    boolean round() {
        boolean isDone = true;
        for (var one : expiring) {
            isDone &= clearSafely(one);
        }
        return isDone;
    }

    /** One kind in trouble never keeps the others: it is looked at again in the next round. */
    private boolean clearSafely(Expiring one) {
        try {
            return clear(one);
        } catch (RuntimeException e) {
            log.warn(
                    "event=retention-interrupted kind={} cause=\"{}\"",
                    one.kind().code(),
                    e.toString());
            return true;
        }
    }

    private boolean clear(Expiring one) {
        var before = clock.instant().minus(settings.kept(one.kind()));
        long sum = 0;
        boolean isLast = false;
        for (int i = 0; i < STEPS_MAX && !isLast; i++) {
            var step = one.removeBefore(before, settings.batch());
            tally.removed(one.kind(), step.removed());
            sum += step.removed();
            isLast = step.isLast();
        }
        if (sum > 0) {
            log.info(
                    "event=retention kind={} removed={} endedBefore={}",
                    one.kind().code(),
                    sum,
                    before);
        }
        return isLast;
    }
}
