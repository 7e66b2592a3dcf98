package io.stockrelay.source;

import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a source is doing.
 *
 * @param pausedBy who paused it; null while it runs
 * @param pausedAt since when; null while it runs
 * @param deliveries messages, webhooks and file chunks taken so far
 * @param lastReceivedAt null where nothing ever came
 * @param lastAppliedAt when something of it last changed stock
 * @param outcomes events so far by what became of them
 */
public record SourceStatus(
        SourceId id,
        String name,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        long deliveries,
        @Nullable Instant lastReceivedAt,
        @Nullable Instant lastAppliedAt,
        Map<Outcome, Long> outcomes) {

    public boolean isPaused() {
        return pausedBy != null;
    }
}
