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
        @Nullable String run) implements StockEvent {

    /** What a source says of a whole lot, by the event's type: a statement like any other, of a state that is 1 or 0. */
    public static LevelEvent ofLot(EventHeader header) {
        long blocked = header.type() == EventType.LOT_BLOCK ? 1 : 0;
        return new LevelEvent(header, Map.of(StockState.BLOCKED, blocked), null);
    }
}
