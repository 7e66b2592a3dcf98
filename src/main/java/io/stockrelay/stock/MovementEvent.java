package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import org.jspecify.annotations.Nullable;

/**
 * A relative event: something moved.
 *
 * @param units whole base units, never negative except for {@link EventType#ADJUST}
 * @param toLocation where a transfer-out goes; null for every other type
 * @param disposition of a return; {@code SELLABLE} for every other type
 */
public record MovementEvent(
        EventHeader header, long units, @Nullable LocationId toLocation, Disposition disposition)
        implements StockEvent {}
