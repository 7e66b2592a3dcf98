package io.stockrelay.http;

import io.stockrelay.stock.EventOutcome;
import org.jspecify.annotations.Nullable;

/** One event and what became of it. */
record EventTold(
        @Nullable String id,
        String outcome,
        @Nullable String original,
        @Nullable String detail,
        long line) {

    static EventTold of(EventOutcome outcome) {
        return new EventTold(
                outcome.eventId(),
                outcome.outcome().code(),
                outcome.original() == null ? null : outcome.original().code(),
                outcome.detail(),
                outcome.line());
    }
}
