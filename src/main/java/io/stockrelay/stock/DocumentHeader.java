package io.stockrelay.stock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every document event carries.
 *
 * @param hash of the mapped event in the source's own codes; tells a repeat from a conflict
 * @param at the source's time of what the document says
 * @param version the source's own counter of the document, 0 where it has none
 */
public record DocumentHeader(
        EventKey key,
        UUID hash,
        EventType type,
        Instant at,
        long version,
        @Nullable String reference,
        @Nullable String reason) {}
