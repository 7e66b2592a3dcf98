package io.stockrelay.deadletter;

import java.time.Instant;

/** One thing that was done to a dead letter; never changed afterwards. */
public record TrailEntry(Instant at, String actor, Action action, String result) {

    /** What was done. */
    public enum Action {
        KEPT,
        FAILED_AGAIN,
        REPLAYED,
        REPLAY_FAILED,
        DISCARDED
    }
}
