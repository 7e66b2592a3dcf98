package io.stockrelay.availability;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one location puts into the pool.
 *
 * @param available signed, as the position read
 * @param counted {@code max(0, available − safetyStock)}
 * @param rule null where no rule keeps a safety stock here
 * @param asOf what the on-hand figure was last stated as of
 * @param changedAt the position's last recorded change: which version of it was read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolTerm(
        String location,
        long onHand,
        long allocated,
        long qualityHold,
        long damaged,
        long available,
        long safetyStock,
        long counted,
        @Nullable String rule,
        @Nullable String line,
        @Nullable Instant asOf,
        @Nullable Instant changedAt) {

    static PoolTerm of(PositionView position, long safetyStock, @Nullable Rule rule) {
        return new PoolTerm(
                position.key().location().value(),
                position.onHand(),
                position.allocated(),
                position.qualityHold(),
                position.damaged(),
                position.available(),
                safetyStock,
                counted(position.available(), safetyStock),
                rule == null ? null : rule.name(),
                rule == null ? null : rule.sourceLine(),
                position.asOf(),
                position.changedAt());
    }

    /** From the stored states alone, so that an auditor can follow it. */
    long recounted() {
        long free = onHand - Math.max(0, allocated) - Math.max(0, qualityHold) - Math.max(0, damaged);
        return counted(free, safetyStock);
    }

    private static long counted(long available, long safetyStock) {
        return available <= 0 ? 0 : Math.max(0, available - safetyStock);
    }
}
