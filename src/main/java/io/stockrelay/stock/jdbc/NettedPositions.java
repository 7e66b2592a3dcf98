package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.Base;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Positions of a batch that have a figure which depends on order books, or may get one; most batches have none. */
final class NettedPositions {

    private NettedPositions() {}

    /** For each the time of the oldest figure that matters. */
    static Map<PositionKey, Instant> of(Batch batch, StockPolicy policy) {
        var oldest = new HashMap<PositionKey, Instant>();
        for (var draft : batch.positions.values()) {
            if (draft.isNetted()) {
                older(oldest, draft, draft.track(StockState.ON_HAND).base(), policy);
                older(oldest, draft, draft.track(StockState.ALLOCATED).base(), policy);
            }
        }
        for (var event : batch.events) {
            if (event instanceof LevelEvent level && (mayNet(level, policy) || oldest.containsKey(key(level)))) {
                var source = level.header().key().source();
                oldest.merge(
                        key(level),
                        level.header().at().minus(policy.clocks().within(source).tolerance()),
                        NettedPositions::earlier);
                var draft = batch.position(key(level));
                older(oldest, draft, draft.track(StockState.ON_HAND).base(), policy);
            }
        }
        return oldest;
    }

    private static boolean mayNet(LevelEvent level, StockPolicy policy) {
        return level.units().containsKey(StockState.ALLOCATED)
                || !policy.figures().netsOf(level.header().key().source()).isEmpty();
    }

    private static PositionKey key(LevelEvent level) {
        return level.header().position();
    }

    private static void older(
            Map<PositionKey, Instant> oldest,
            PositionDraft draft,
            @org.jspecify.annotations.Nullable Base base,
            StockPolicy policy) {
        if (base != null) {
            var at = base.asOf().minus(policy.clocks().within(base.source()).tolerance());
            oldest.merge(draft.key(), at, NettedPositions::earlier);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
