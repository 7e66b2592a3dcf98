package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.StockState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as its mapping produced it, checked field by field, still in the source's own codes.
 *
 * @param node as the program returned it
 * @param unit null means the item's base unit
 * @param quantity signed; zero for level and count
 * @param states of level and count, else empty
 * @param group events of one delivery with the same group are applied whole or not at all; null where it stands alone
 */
record Canonical(
        ObjectNode node,
        UUID hash,
        String id,
        EventType type,
        String sku,
        String location,
        @Nullable String unit,
        BigDecimal quantity,
        Map<StockState, BigDecimal> states,
        Instant at,
        long sequence,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String lot,
        @Nullable LocalDate lotExpiry,
        @Nullable String toLocation,
        Disposition disposition,
        @Nullable LocalDate dueOn,
        @Nullable String run,
        boolean completesRun,
        @Nullable String group) {}
