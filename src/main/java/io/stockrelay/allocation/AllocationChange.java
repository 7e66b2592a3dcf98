package io.stockrelay.allocation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One recorded change of what is granted; never edited, only followed by another.
 *
 * @param version of the allocation after it
 * @param request the caller's id of a reallocation, which has two changes; null otherwise
 * @param content hash of that request in its caller's own words
 */
public record AllocationChange(
        AllocationKey key,
        int version,
        Kind kind,
        long before,
        long after,
        String reason,
        String actor,
        Instant at,
        @Nullable String request,
        @Nullable UUID content) {

    /** Why it changed. Stored by position in this list: append only. */
    public enum Kind {
        SET,
        RELEASED,
        GIVEN,
        RECEIVED
    }
}
