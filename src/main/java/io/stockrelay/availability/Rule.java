package io.stockrelay.availability;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import org.jspecify.annotations.Nullable;

/**
 * One availability rule as configured; a term that is null is left to a less specific rule.
 *
 * @param priority among equally specific rules the higher one wins, then the name
 * @param safetyStockUnits kept back at each location it selects
 * @param sharePercent part of the pool that the channel may show, 0 to 100, rounded down
 * @param stopAtUnits at or below it the channel shows 0
 * @param capUnits the channel never shows more
 * @param sourceLine where it is written, e.g. {@code config/stockrelay.yaml:123}
 */
public record Rule(
        String name,
        Selector selector,
        int priority,
        @Nullable Long safetyStockUnits,
        @Nullable Integer sharePercent,
        @Nullable Buffer buffer,
        @Nullable Long stopAtUnits,
        @Nullable Long capUnits,
        String sourceLine) {

    /** What a rule is for; null means any. */
    public record Selector(
            @Nullable ChannelId channel,
            @Nullable Sku sku,
            @Nullable String category,
            @Nullable LocationId location) {}

    /**
     * Units taken off the channel's number: either {@code units}, or {@code percent} rounded up and kept between the limits.
     *
     * @param units fixed; null where it is a percentage
     * @param percent 0 to 100; null where it is fixed
     * @param minUnits at least so many, for a percentage; default 0
     * @param maxUnits at most so many, for a percentage; null means no limit
     */
    public record Buffer(
            @Nullable Long units,
            @Nullable Integer percent,
            long minUnits,
            @Nullable Long maxUnits) {}
}
