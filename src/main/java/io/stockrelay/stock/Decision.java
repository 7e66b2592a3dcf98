package io.stockrelay.stock;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event did.
 *
 * @param detail for people, where the outcome alone does not say why
 * @param trail value before and after, for each state whose value this event touched
 */
public record Decision(Outcome outcome, @Nullable String detail, Map<StockState, Step> trail) {

    /** A state's units right before and right after. */
    public record Step(long before, long after) {

        Step until(Step last) {
            return new Step(before, last.after);
        }
    }

    static Decision without(Outcome outcome, String detail) {
        return new Decision(outcome, detail, Map.of());
    }
}
