package io.stockrelay.allocation;

import java.util.List;

/**
 * What a caller is told.
 *
 * @param allocations as they are now: one, or of a reallocation the giving one and the receiving one
 */
public record AllocationAnswer(AllocationVerdict verdict, List<Allocation> allocations) {

    public AllocationAnswer {
        allocations = List.copyOf(allocations);
    }
}
