package io.stockrelay.reservation;

import io.stockrelay.stock.OrderReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as a list shows it.
 *
 * @param lines how many lines it has
 * @param expiresAt when a pending one ends, or an expired one did; null where it does not
 */
public record ListedReservation(
        ReservationKey key,
        OrderReference reference,
        ReservationState state,
        int version,
        long lines,
        @Nullable Instant expiresAt,
        Instant madeAt,
        Instant changedAt) {}
