package io.stockrelay.stock;

import java.util.Collection;
import java.util.Map;

/** The positions and references a batch works on, all locked and loaded before the first decision. */
public interface Drafts {

    PositionDraft position(PositionKey key);

    ReferenceTotals reference(ReferenceKey key);

    /** What is known of lots. */
    LotBook lots();

    void change(ReferenceKey key, ReferenceTotals totals);

    /** All positions of this batch. */
    Collection<PositionDraft> positions();

    /** What we know the order by, if this is another of its numbers; else the same. */
    OrderReference resolve(OrderReference order);

    /** Whether all that is promised under this number is an order accepted elsewhere, which may turn out to be another. */
    default boolean isStated(OrderReference order) {
        return false;
    }

    /** The event that is being decided changed figures of another position than its own; for the history. */
    default void elsewhere(PositionKey position, Map<StockState, Decision.Step> steps) {}

    /** From now on one order is known by two numbers. */
    void alias(OrderReference alias, OrderReference order);
}
