package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.Base;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Positions of a batch that have a figure which depends on order books, or may get one; most batches have none. */
final class NettedPositions {

    private NettedPositions() {}

    /** For each the time of the oldest figure that matters. */
    static Map<PositionKey, Instant> of(Batch batch, StockPolicy policy) {
        var oldest = new HashMap<PositionKey, Instant>();
        for (var draft : batch.positions.values()) {
            if (draft.isNetted()) {
                onHand(oldest, draft, policy);
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
                onHand(oldest, batch.position(key(level)), policy);
            }
        }
        return oldest;
    }

    /** The newest figure, and those of lots that still hold something, or did until lately. */
    private static void onHand(Map<PositionKey, Instant> oldest, PositionDraft draft, StockPolicy policy) {
        var newest = draft.track(StockState.ON_HAND).base();
        older(oldest, draft, newest, policy);
        for (var shelf : draft.lots() == null ? List.<PositionDraft>of() : draft.shelves()) {
            var track = shelf.track(StockState.ON_HAND);
            boolean isEmpty = track.units() == track.nettedUnits();
            var moved = track.lastMoved();
            boolean hasMoved = newest != null
                    && moved != null
                    && moved.isAfter(newest.asOf().minus(policy.clocks().widest(newest.source())));
            if (!isEmpty || hasMoved) {
                older(oldest, draft, track.base(), policy);
            }
        }
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
