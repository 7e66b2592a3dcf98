package io.stockrelay.availability;

import io.stockrelay.stock.PositionView;
import org.jspecify.annotations.Nullable;

/**
 * One component of a kit at one location.
 *
 * @param category of the component; null where it has none
 * @param perKit smallest units of it in one kit
 */
public record KitPart(PositionView position, @Nullable String category, long perKit) {}
