package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.StockState;
import java.util.EnumSet;
import java.util.Set;

/** Sets of states as the database keeps them: one bit for each, by its number. */
final class States {

    private States() {}

    static long bits(Set<StockState> states) {
        return states.stream().mapToLong(state -> 1L << state.ordinal()).sum();
    }

    static Set<StockState> ofBits(int bits) {
        if (bits == 0) {
            return Set.of();
        }
        var states = EnumSet.noneOf(StockState.class);
        for (var state : StockState.values()) {
            if ((bits & 1 << state.ordinal()) != 0) {
                states.add(state);
            }
        }
        return states;
    }
}
