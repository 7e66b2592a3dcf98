package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.stock.EventType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An acknowledgement or a list of open orders as its mapping produced it, still in the source's own codes.
 *
 * @param at when it was taken over, or what the list is as of
 * @param reference of the order; null for a list, whose lines have one each
 * @param namespace in which the reference is known; null for the source's own
 * @param alias the source's own number of the order; null where it tells none
 * @param location of lines that name none
 */
record CanonicalBook(
        ObjectNode node,
        UUID hash,
        String id,
        EventType type,
        Instant at,
        long sequence,
        @Nullable String reference,
        @Nullable String namespace,
        @Nullable String alias,
        @Nullable String location,
        @Nullable String reason,
        List<Line> lines) {

    /** One line, and the order it is of. */
    record Line(String reference, CanonicalLine line) {}
}
