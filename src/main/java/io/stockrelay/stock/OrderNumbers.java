package io.stockrelay.stock;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers that the orders of one batch are known by.
 *
 * @param known other numbers told before, and what each is of
 * @param told other numbers that events of this batch tell, and what each says it is of
 */
public record OrderNumbers(Map<OrderReference, OrderReference> known, Map<OrderReference, Set<OrderReference>> told) {

    public static final OrderNumbers NONE = new OrderNumbers(Map.of(), Map.of());

    public OrderNumbers {
        known = Map.copyOf(known);
        told = Map.copyOf(told);
    }

    /** All that an order of this number may be known by when the batch is decided, itself first. */
    public Set<OrderReference> of(OrderReference order) {
        var all = new LinkedHashSet<OrderReference>();
        var next = new ArrayDeque<>(List.of(order));
        while (!next.isEmpty()) {
            var one = next.remove();
            if (all.add(one)) {
                next.addAll(told.getOrDefault(one, Set.of()));
                var of = known.get(one);
                if (of != null) {
                    next.add(of);
                }
            }
        }
        return all;
    }
}
