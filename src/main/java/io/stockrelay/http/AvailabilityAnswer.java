package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.shared.AccountId;
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
     * One SKU at one location. Units are base units. A kit has no stock of its own, so what is on hand, allocated and so
     * on is left out for one; it is available as often as its components are.
     *
     * @param unusable on hand, but of lots that are expired or blocked; left out where there are none
     * @param atp what may be promised to the account asked for, or that the channel sells for, or to somebody without one
     * @param setAside left out where nothing is and no account was asked for
     * @param asOf what the on-hand figure was last stated as of; null where nobody ever stated it
     * @param sourceAge seconds since that source was last heard; null where nobody stated the figure
     * @param irregularities what a limit hides, in words
     * @param components of a kit; left out for an item
     */
    record Line(
            String sku,
            String location,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long onHand,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long allocated,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long qualityHold,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long damaged,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long inTransit,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long unusable,

            long available,
            long atp,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SetAside setAside,

            @Nullable Instant asOf,
            @Nullable String statedBy,
            @Nullable Long sourceAge,
            boolean stale,
            List<String> irregularities,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Component> components) {

        /** @param own whose set-asides are not kept from the one who asks; null for nobody's */
        static Line of(PositionView view, SourceAges ages, @Nullable AccountId own) {
            Long age = view.asOf() == null ? null : ages.secondsSince(view.statedBy());
            return new Line(
                    view.key().sku().value(),
                    view.key().location().value(),
                    view.onHand(),
                    Math.max(0, view.allocated()),
                    Math.max(0, view.qualityHold()),
                    Math.max(0, view.damaged()),
                    view.inTransit(),
                    view.unusable() == 0 ? null : view.unusable(),
                    view.available(),
                    view.atpFor(own),
                    SetAside.of(view, own),
                    view.asOf(),
                    view.statedBy() == null ? null : view.statedBy().value(),
                    age,
                    ages.isStale(age),
                    view.irregularities(),
                    null);
        }
    }

    /**
     * What is set aside and not consumed.
     *
     * @param own for the account that is asked for
     */
    record SetAside(long own, long others) {

        static @Nullable SetAside of(PositionView view, @Nullable AccountId own) {
            long others = view.setAsideForOthers(own);
            long ours = own == null ? 0 : view.setAsides().getOrDefault(own, 0L);
            return own == null && others == 0 ? null : new SetAside(ours, others);
        }
    }

    /**
     * One component of a kit at the line's location.
     *
     * @param perKit units of it in one kit
     */
    record Component(String sku, long perKit, long available, long atp) {}
}
