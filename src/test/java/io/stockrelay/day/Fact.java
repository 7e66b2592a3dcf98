package io.stockrelay.day;

import java.time.Instant;
import java.util.Map;

/**
 * One thing a source said, in our codes and base units, as the test itself knows it.
 *
 * @param units of a statement what each state is; of a movement how each state changes; empty where nothing changes
 */
record Fact(String source, String id, Kind kind, String sku, String location, Instant at, Map<State, Long> units) {

    /** In the order in which statements of the same time win. */
    enum Kind {
        NOTHING,
        MOVE,
        LEVEL,
        COUNT
    }

    /** What the published numbers depend on. */
    enum State {
        ON_HAND,
        HOLD,
        DAMAGED
    }

    String key() {
        return source + " " + id;
    }

    long of(State state) {
        return units.getOrDefault(state, 0L);
    }
}
