package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * When a lot is too old to be promised.
 *
 * @param zones what day it is at a location; UTC where none is given
 * @param marginDays for each item, how many days before its last day a lot is no longer promised
 */
public record LotPolicy(Map<LocationId, ZoneId> zones, ToIntFunction<Sku> marginDays) {

    public static final LotPolicy PLAIN = new LotPolicy(Map.of(), sku -> 0);

    /** The first instant at which a lot with that last day is not usable there: the day itself still is. */
    public Instant unusableFrom(PositionKey position, LocalDate expiresOn) {
        return expiresOn
                .minusDays(marginDays.applyAsInt(position.sku()))
                .plusDays(1)
                .atStartOfDay(zones.getOrDefault(position.location(), ZoneOffset.UTC))
                .toInstant();
    }
}
