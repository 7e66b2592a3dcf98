package io.stockrelay.http;

import io.stockrelay.stock.PositionView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is available.
 *
 * @param at when it was read
 * @param published what the channel asked for was last told; empty where none was asked for
 * @param unknown SKUs of which nothing was ever recorded here
 */
record AvailabilityAnswer(Instant at, List<Line> items, List<ChannelDesk.Shown> published, List<String> unknown) {

    /**
     * One SKU at one location. Units are base units.
     *
     * @param asOf what the on-hand figure was last stated as of; null where nobody ever stated it
     * @param sourceAge seconds since that source was last heard; null where nobody stated the figure
     * @param irregularities what a limit hides, in words
     */
    record Line(
            String sku,
            String location,
            long onHand,
            long allocated,
            long qualityHold,
            long damaged,
            long inTransit,
            long available,
            long atp,
            @Nullable Instant asOf,
            @Nullable String statedBy,
            @Nullable Long sourceAge,
            boolean stale,
            List<String> irregularities) {

        static Line of(PositionView view, SourceAges ages) {
            Long age = view.asOf() == null ? null : ages.secondsSince(view.statedBy());
            return new Line(
                    view.key().sku().value(),
                    view.key().location().value(),
                    view.onHand(),
                    Math.max(0, view.allocated()),
                    Math.max(0, view.qualityHold()),
                    Math.max(0, view.damaged()),
                    view.inTransit(),
                    view.available(),
                    view.atp(),
                    view.asOf(),
                    view.statedBy() == null ? null : view.statedBy().value(),
                    age,
                    ages.isStale(age),
                    view.irregularities());
        }
    }
}
