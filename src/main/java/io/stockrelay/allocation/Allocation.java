package io.stockrelay.allocation;

import io.stockrelay.stock.SetAside;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An allocation as it is now.
 *
 * @param changedAt when it last changed, also by orders that took from it; null where that is not known
 */
public record Allocation(
        AllocationKey key, SetAside setAside, @Nullable Instant changedAt) {}
