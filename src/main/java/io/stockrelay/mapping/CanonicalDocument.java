package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.stock.EventType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event with lines as its mapping produced it, checked field by field, still in the source's own codes.
 *
 * @param node as the program returned it
 * @param version the source's own counter of the document, 0 where it has none
 * @param location of every line that names none; null where it has none either
 */
record CanonicalDocument(
        ObjectNode node,
        UUID hash,
        String id,
        EventType type,
        Instant at,
        long version,
        @Nullable String reference,
        @Nullable String reason,
        @Nullable String location,
        List<CanonicalLine> lines) {}
