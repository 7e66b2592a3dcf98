package io.stockrelay.stock;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An absolute statement: a level or a cycle count of some states as of {@link EventHeader#at()}.
 *
 * @param units stated base units per state; only the states that were stated
 * @param run the run this row belongs to, null where it stands alone
 */
public record LevelEvent(
        EventHeader header,
        Map<StockState, Long> units,
        @Nullable String run) implements StockEvent {}
