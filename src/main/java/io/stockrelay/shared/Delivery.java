package io.stockrelay.shared;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message as it arrived: raw bytes and headers, before anybody interpreted them.
 *
 * @param route the route that received it, for the dead letter
 * @param contentType as stated by the sender; null where the transport has none
 * @param headers header names in lower case, secrets removed
 * @param fileName for rows of files, the name as uploaded; otherwise null
 */
public record Delivery(
        ReceiptId receipt,
        SourceId source,
        String route,
        Instant receivedAt,
        @Nullable String contentType,
        Map<String, String> headers,
        @Nullable String fileName,
        byte[] bytes) {}
