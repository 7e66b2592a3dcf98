package io.stockrelay.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A replay of many and how far it is.
 *
 * @param chosen what was asked for, in words
 * @param failed tried and still open
 * @param beatAt when it last made progress
 */
public record ReplayRun(
        UUID id,
        String actor,
        String chosen,
        int total,
        int done,
        int replayed,
        int failed,
        State state,
        String note,
        Instant startedAt,
        Instant beatAt) {

    private static final Duration SILENCE_MAX = Duration.ofMinutes(2);

    /** Where a run stands. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        STOPPED
    }

    /** Its node went away: what it had not reached is still open and can be replayed again. */
    public boolean isInterruptedAt(Instant now) {
        return state == State.RUNNING && beatAt.plus(SILENCE_MAX).isBefore(now);
    }
}
