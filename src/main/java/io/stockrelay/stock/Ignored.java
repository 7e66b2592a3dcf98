package io.stockrelay.stock;

import org.jspecify.annotations.Nullable;

/** A part of a delivery that its mapping left out on purpose, with the stated reason. */
public record Ignored(@Nullable String eventId, String reason, long line) {}
