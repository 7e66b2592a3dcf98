package io.stockrelay.availability;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored terms of one number: enough to show it to a person and to compute it again.
 *
 * @param location of the listing; null where the pool is summed
 * @param generation of the configuration whose rules were used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String channel,
        String sku,
        @Nullable String location,
        long number,
        List<PoolTerm> pool,
        List<Step> steps,
        String generation) {

    public Explanation {
        pool = List.copyOf(pool);
        steps = List.copyOf(steps);
    }

    /** The number computed again from the stored terms alone; equal to {@link #number} or the store was tampered with. */
    public long recomputed() {
        long number = Pool.sum(pool, PoolTerm::recounted);
        for (Step step : steps) {
            number = step.result(number);
        }
        return number;
    }
}
