package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.stock.StockState;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The canonical content of an event in the source's own codes, as a hash: tells a repeat from a conflict, whatever the
 * cross-references say by then. How events were grouped, and how a quantity is spelled, is no content.
 */
final class ContentHash {

    /** In this order, for ever: another order would turn every repeat into a conflict. */
    private static final List<String> FIELDS = List.of(
            "asOf",
            "disposition",
            "dueOn",
            "final",
            "id",
            "location",
            "lot",
            "lotExpiry",
            "occurredAt",
            "reason",
            "reference",
            "run",
            "sequence",
            "sku",
            "toLocation",
            "type",
            "unit",
            "alias",
            "referenceNamespace",
            "takenOverAt");

    /** Never fed itself: each event's hash starts from a copy, which is cheaper than asking the providers for a new one. */
    private static final MessageDigest SHA_256 = digest();

    private ContentHash() {}

    static UUID of(ObjectNode event, BigDecimal quantity, Map<StockState, BigDecimal> states) {
        var content = new StringBuilder(256);
        for (var field : FIELDS) {
            var value = event.get(field);
            if (value != null && !value.isNull() && !value.asText().isEmpty()) {
                add(content, field, value.asText());
            }
        }
        if (states.isEmpty()) {
            add(content, "quantity", quantity.toPlainString());
        }
        for (var state : StockState.values()) {
            var units = states.get(state);
            if (units != null) {
                add(content, state.name(), units.toPlainString());
            }
        }
        return truncated(sha256(content.toString()));
    }

    /** What an event with lines says; the order of its lines is content. */
    static UUID ofDocument(ObjectNode event, long version, List<CanonicalLine> lines) {
        var content = new StringBuilder(256);
        for (var field : FIELDS) {
            var value = event.get(field);
            if (value != null && !value.isNull() && !value.asText().isEmpty()) {
                add(content, field, value.asText());
            }
        }
        add(content, "version", Long.toString(version));
        for (var line : lines) {
            add(content, "line", line.line());
            add(content, "sku", line.sku() == null ? "" : line.sku());
            add(content, "location", line.location() == null ? "" : line.location());
            add(content, "unit", line.unit() == null ? "" : line.unit());
            add(content, "quantity", line.quantity().toPlainString());
        }
        return truncated(sha256(content.toString()));
    }

    /** The length stands before the value, so that no value can look like two fields. */
    private static void add(StringBuilder content, String field, String value) {
        content.append(field)
                .append('=')
                .append(value.length())
                .append(':')
                .append(value)
                .append('\n');
    }

    private static byte[] sha256(String content) {
        try {
            var digest = (MessageDigest) SHA_256.clone();
            return digest.digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static UUID truncated(byte[] digest) {
        var bits = ByteBuffer.wrap(digest);
        return new UUID(bits.getLong(), bits.getLong());
    }
}
