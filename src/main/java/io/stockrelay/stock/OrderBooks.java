package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What stands in the order books of sources. */
public interface OrderBooks {

    int OVERDUE_MAX = 1_000;
    Duration OVERDUE_AFTER_DEFAULT = Duration.ofDays(14);

    /** Orders that a source took over long ago and that neither left nor were closed there, the oldest first. */
    Overdue overdue(int limit);

    /**
     * @param total of all of them
     * @param orders as many as were asked for, at most {@link #OVERDUE_MAX}
     */
    record Overdue(long total, List<OverdueOrder> orders) {}

    /**
     * One order at one position.
     *
     * @param open what has not left of it
     */
    record OverdueOrder(SourceId source, OrderReference order, PositionKey position, Instant takenOverAt, long open) {}

    /** After how long an order of a source is overdue. */
    record Patience(Map<SourceId, Duration> bySource) {

        public Patience {
            bySource = Map.copyOf(bySource);
        }
    }
}
