package io.stockrelay.channel;

import io.stockrelay.availability.Explanation;
import java.time.Instant;

/** A taken listing with its number of now. */
record Changed(Claimed claimed, Explanation explanation) {

    long number() {
        return explanation.number();
    }

    Urgency urgency() {
        return Urgency.of(number(), claimed.holding().expectedUnits());
    }

    int callMax() {
        return claimed.callMax();
    }

    Instant oldestFirst() {
        return claimed.markedAt();
    }

    /** Whether the channel already holds it. */
    boolean isHeldAlready() {
        var expected = claimed.holding().expectedUnits();
        return expected != null && expected == number() && claimed.unsettledUnits() == null;
    }
}
