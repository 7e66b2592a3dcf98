package io.stockrelay.retention;

import java.time.Instant;

/** Rows of one kind in one capability's tables. Any number of nodes may remove them at the same time. */
public interface Expiring {

    Kept kind();

    /** Looks at the next rows, at most {@code limit}, that ended before the given time, and removes what nothing needs. */
    Step removeBefore(Instant time, int limit);

    /**
     * What one step did.
     *
     * @param isLast whether there was nothing more to look at
     */
    record Step(int removed, boolean isLast) {}
}
