package io.stockrelay.stock;

import io.stockrelay.shared.ReceiptId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of the append-only history, as the timeline shows it.
 *
 * @param number position in the order of recording; pages continue after it
 * @param changes signed change per state (movements)
 * @param stated stated value per state (statements)
 * @param trail units right before and after this event was recorded, for each state it touched
 */
public record RecordedEvent(
        long number,
        EventKey key,
        EventType type,
        Outcome outcome,
        PositionKey position,
        Instant at,
        Instant recordedAt,
        ReceiptId receipt,
        Map<StockState, Long> changes,
        Map<StockState, Long> stated,
        Map<StockState, Decision.Step> trail,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String lot) {}
