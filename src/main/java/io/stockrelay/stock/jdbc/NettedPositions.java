package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.Base;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.Lots;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StateTrack;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockPolicy;
import io.stockrelay.stock.StockState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        for (var event : batch.events) {
            var draft = batch.position(event.header().position());
            if (oldest.containsKey(draft.key())) {
                lotsOf(event, draft)
                        .forEach(lot -> older(
                                oldest, draft, lot.track(StockState.ON_HAND).base(), policy));
            }
        }
        return oldest;
    }

    /** As {@link #of}, but back to the figure of each lot, whatever became of it. */
    static Map<PositionKey, Instant> wholly(Batch batch, StockPolicy policy) {
        var oldest = of(batch, policy);
        for (var draft : batch.positions.values()) {
            if (oldest.containsKey(draft.key())) {
                draft.shelves()
                        .forEach(lot -> older(
                                oldest, draft, lot.track(StockState.ON_HAND).base(), policy));
            }
        }
        return oldest;
    }

    /** The newest figure, and those of lots that still hold something, or did until lately. */
    private static void onHand(Map<PositionKey, Instant> oldest, PositionDraft draft, StockPolicy policy) {
        var newest = draft.figure();
        older(oldest, draft, newest, policy);
        for (var shelf : draft.lots() == null ? List.<PositionDraft>of() : draft.shelves()) {
            var track = shelf.track(StockState.ON_HAND);
            boolean isEmpty = track.units() == track.nettedUnits();
            if (!isEmpty || newest != null && movedAfter(newest, track, policy) || heldAfter(shelf, policy)) {
                older(oldest, draft, track.base(), policy);
            }
        }
    }

    private static boolean movedAfter(Base figure, StateTrack track, StockPolicy policy) {
        var moved = track.lastMoved();
        return moved != null
                && moved.isAfter(figure.asOf().minus(policy.clocks().widest(figure.source())));
    }

    /** Whether what was held when the lot's figure was stated is told only by what came later. */
    private static boolean heldAfter(PositionDraft shelf, StockPolicy policy) {
        var figure = shelf.track(StockState.ON_HAND).base();
        return figure != null
                && figure.nets().stream()
                        .filter(state -> state != StockState.ALLOCATED)
                        .map(shelf::track)
                        .anyMatch(held -> movedAfter(figure, held, policy)
                                || held.base() != null && held.base().asOf().isAfter(figure.asOf()));
    }

    /** The lots an event is about, empty until now or not: it may fill them. */
    private static Collection<PositionDraft> lotsOf(StockEvent event, PositionDraft draft) {
        var lots = draft.lots();
        if (lots == null) {
            return List.of();
        }
        var lot = event.header().lot();
        if (lot != null && event.header().isByLot()) {
            return lots.knows(lot.code()) ? List.of(lots.of(lot.code())) : List.of();
        }
        return event instanceof LevelEvent || !lots.knows(Lots.NO_LOT)
                ? draft.shelves()
                : List.of(lots.of(Lots.NO_LOT));
    }

    private static boolean mayNet(LevelEvent level, StockPolicy policy) {
        return level.units().containsKey(StockState.ALLOCATED)
                || !policy.figures().netsOf(level.header().key().source()).isEmpty();
    }

    private static PositionKey key(LevelEvent level) {
        return level.header().position();
    }

    private static void older(
            Map<PositionKey, Instant> oldest, PositionDraft draft, @Nullable Base base, StockPolicy policy) {
        if (base != null) {
            var at = base.asOf().minus(policy.clocks().within(base.source()).tolerance());
            oldest.merge(draft.key(), at, NettedPositions::earlier);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
