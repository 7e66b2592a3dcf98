package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.time.Instant;

/** Decides whether a movement comes on top of a statement or is already inside it. */
final class Cut {

    private Cut() {}

    /**
     * Between two sources the benefit of the doubt goes to the lower figure: the next statement heals a unit too few,
     * nothing heals a unit sold twice.
     */
    static boolean counts(Base base, Instant movedAt, SourceId moving, StockState state, long change, Clocks clocks) {
        var slack = base.source().equals(moving) ? clocks.within(moving) : clocks.between(base.source(), moving);
        boolean lowers = state.availabilitySign() * change < 0;
        var from = lowers
                ? base.asOf().minus(slack.tolerance()).minus(slack.lag())
                : base.asOf().plus(slack.tolerance());
        return movedAt.isAfter(from);
    }
}
