package io.stockrelay.stock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An absolute statement of what is still expected under one reference line; the newest statement of that line holds.
 *
 * @param units expected in all under that reference, received ones included
 */
public record ExpectEvent(
        EventHeader header, long units, @Nullable LocalDate dueOn) implements StockEvent {}
