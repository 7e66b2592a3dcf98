package io.stockrelay.availability;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Adds up what the locations put into a pool: units of an item, or what the components at each location make. */
final class Pool {

    private Pool() {}

    /**
     * Components are never added up across locations first: a bag in one place and its poles in another make no tent.
     *
     * @param counted a term's own figure
     */
    static long sum(List<PoolTerm> terms, ToLongFunction<PoolTerm> counted) {
        long sum = 0;
        Map<String, Long> kits = new LinkedHashMap<>(0);
        for (PoolTerm term : terms) {
            long units = counted.applyAsLong(term);
            if (term.perKit() == null) {
                sum = Math.addExact(sum, units);
            } else {
                kits.merge(term.location(), units / term.perKit(), Math::min);
            }
        }
        for (long made : kits.values()) {
            sum = Math.addExact(sum, made);
        }
        return sum;
    }
}
