package io.stockrelay.stock;

import org.jspecify.annotations.Nullable;

/**
 * What became of one event or failed part.
 *
 * @param eventId null where the payload never got as far as an id
 * @param original for a duplicate, what became of the first one
 */
public record EventOutcome(
        @Nullable String eventId,
        Outcome outcome,
        @Nullable Outcome original,
        @Nullable String detail,
        long line) {}
