package io.stockrelay.reservation;

import io.stockrelay.stock.Decision;
import io.stockrelay.stock.Drafts;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was allocated before something was done that no event tells, to see afterwards what it has changed. */
final class AllocatedBefore {

    private final Drafts drafts;
    private final Map<PositionKey, Long> units = new LinkedHashMap<>();

    private AllocatedBefore(Drafts drafts) {
        this.drafts = drafts;
    }

    static AllocatedBefore at(Drafts drafts, Collection<PositionKey> positions) {
        var before = new AllocatedBefore(drafts);
        positions.forEach(position -> before.units.put(position, before.now(position)));
        return before;
    }

    /** At every position of the batch. */
    static AllocatedBefore everywhere(Drafts drafts) {
        return at(drafts, drafts.positions().stream().map(PositionDraft::key).toList());
    }

    /** Where it is another now. */
    Map<PositionKey, Decision.Step> changes() {
        var steps = new LinkedHashMap<PositionKey, Decision.Step>();
        units.forEach((position, before) -> {
            long now = now(position);
            if (now != before) {
                steps.put(position, new Decision.Step(before, now));
            }
        });
        return steps;
    }

    private long now(PositionKey position) {
        return drafts.position(position).track(StockState.ALLOCATED).units();
    }
}
