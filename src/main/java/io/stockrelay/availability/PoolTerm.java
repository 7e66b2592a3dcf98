package io.stockrelay.availability;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.PositionView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one location puts into the pool: the item's units, or those of one component of a kit.
 *
 * @param component of a kit; null where the item itself is there
 * @param perKit units of the component in one kit; null as above
 * @param unusable on hand, but of lots that are expired or blocked; null where there are none
 * @param available signed, as the position read
 * @param setAside for accounts other than the channel's own, and not consumed; null where nothing is
 * @param counted {@code max(0, available − safetyStock − setAside)}
 * @param rule null where no rule keeps a safety stock here
 * @param asOf what the on-hand figure was last stated as of
 * @param changedAt the position's last recorded change: which version of it was read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolTerm(
        String location,
        @Nullable String component,
        @Nullable Long perKit,
        long onHand,
        long allocated,
        long qualityHold,
        long damaged,
        @Nullable Long unusable,
        long available,
        long safetyStock,
        @Nullable Long setAside,
        long counted,
        @Nullable String rule,
        @Nullable String line,
        @Nullable Instant asOf,
        @Nullable Instant changedAt) {

    /** @param own whose set-asides are not kept from the channel; null for nobody's */
    static PoolTerm of(PositionView position, @Nullable Rule safety, @Nullable AccountId own) {
        return of(position, null, null, safety, own);
    }

    static PoolTerm of(KitPart part, @Nullable Rule safety, @Nullable AccountId own) {
        var position = part.position();
        return of(position, position.key().sku().value(), part.perKit(), safety, own);
    }

    private static PoolTerm of(
            PositionView position,
            @Nullable String component,
            @Nullable Long perKit,
            @Nullable Rule rule,
            @Nullable AccountId own) {
        long safetyStock = rule == null || rule.safetyStockUnits() == null ? 0 : rule.safetyStockUnits();
        long setAside = position.setAsideForOthers(own);
        return new PoolTerm(
                position.key().location().value(),
                component,
                perKit,
                position.onHand(),
                position.allocated(),
                position.qualityHold(),
                position.damaged(),
                position.unusable() == 0 ? null : position.unusable(),
                position.available(),
                safetyStock,
                setAside == 0 ? null : setAside,
                counted(position.available(), safetyStock, setAside),
                rule == null ? null : rule.name(),
                rule == null ? null : rule.sourceLine(),
                position.asOf(),
                position.changedAt());
    }

    /** From the stored states alone, so that an auditor can follow it. */
    long recounted() {
        long free = onHand - Math.max(0, allocated) - Math.max(0, qualityHold) - Math.max(0, damaged);
        return counted(unusable == null ? free : free - unusable, safetyStock, setAside == null ? 0 : setAside);
    }

    private static long counted(long available, long safetyStock, long setAside) {
        return available <= 0 ? 0 : Math.max(0, available - safetyStock - setAside);
    }
}
