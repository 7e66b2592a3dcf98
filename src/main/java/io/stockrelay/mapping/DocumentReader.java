package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns an object with lines into a canonical document, or into everything that is wrong with it. */
final class DocumentReader {

    /** More lines than any order has; beyond it the whole document is refused. */
    static final int LINES_MAX = 10_000;

    private static final Set<String> LINE_FIELDS = Set.of("line", "sku", "location", "unit", "quantity", "sign");

    private final EventReader events;

    /** @param events reads times and quantities, as in every other event */
    DocumentReader(EventReader events) {
        this.events = events;
    }

    /** Whether the object says that it is a document. */
    static boolean reads(JsonNode node) {
        return type(node).isPresent();
    }

    private static Optional<EventType> type(JsonNode node) {
        var type = node.path("type");
        return type.isTextual() ? EventType.ofCode(type.textValue()).filter(EventType::isDocument) : Optional.empty();
    }

    /** Null where anything was refused. */
    @Nullable
    CanonicalDocument read(ObjectNode node, Refusals refusals) {
        var type = type(node).orElseThrow();
        EventReader.checkNames(node, type, refusals);
        var fields = new FieldReader(node, refusals);
        var lines = lines(node, type, refusals);
        long version = fields.whole("version");
        var document = new CanonicalDocument(
                node,
                ContentHash.ofDocument(node, version, lines),
                fields.required("id", EventKey.ID_LENGTH_MAX),
                type,
                events.at(type, fields),
                version,
                fields.required("reference", EventReader.REFERENCE_MAX),
                fields.text("reason", EventReader.REASON_MAX),
                fields.text("location", EventReader.CODE_MAX),
                lines);
        return refusals.isEmpty() ? document : null;
    }

    private List<CanonicalLine> lines(ObjectNode node, EventType type, Refusals refusals) {
        var listed = node.path("lines");
        boolean mayBeAbsent = type == EventType.ORDER_CANCEL;
        if (!listed.isArray() || listed.isEmpty()) {
            boolean isAbsent = listed.isMissingNode() || listed.isNull() || listed.isArray();
            if (!mayBeAbsent || !isAbsent) {
                refusals.program(
                        "lines is missing: " + type.code() + " has an array of {line, sku, quantity}, at least one");
            }
            return List.of();
        }
        if (listed.size() > LINES_MAX) {
            refusals.value("lines has " + listed.size() + " entries, more than the limit of " + LINES_MAX
                    + "; nothing of it was applied");
            return List.of();
        }
        return lines(listed, type, refusals);
    }

    private List<CanonicalLine> lines(JsonNode listed, EventType type, Refusals refusals) {
        var lines = new ArrayList<CanonicalLine>(listed.size());
        var names = new HashSet<String>();
        int number = 0;
        for (var one : listed) {
            number++;
            var own = new Refusals();
            var line = line(one, type, own);
            if (type == EventType.ORDER && line != null && !names.add(line.line())) {
                own.program("the name is taken by another line of this order");
            }
            if (line != null) {
                lines.add(line);
            }
            refusals.take("line " + FieldReader.shown(one.path("line").asText("" + number)) + ": ", own);
        }
        return lines;
    }

    private @Nullable CanonicalLine line(JsonNode node, EventType type, Refusals refusals) {
        if (!(node instanceof ObjectNode object)) {
            refusals.program(FieldReader.shown(node) + " is no line");
            return null;
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!LINE_FIELDS.contains(name)) {
                refusals.program("field '" + FieldReader.shown(name) + "' is not known");
            }
        });
        var fields = new FieldReader(object, refusals);
        boolean isSigned = type == EventType.ORDER_EDIT;
        var sku = type == EventType.ORDER
                ? fields.required("sku", EventReader.CODE_MAX)
                : fields.text("sku", EventReader.CODE_MAX);
        var quantity = events.quantity(isSigned, type.code(), fields);
        return new CanonicalLine(
                fields.required("line", EventReader.CODE_MAX),
                sku,
                fields.text("location", EventReader.CODE_MAX),
                fields.text("unit", EventReader.CODE_MAX),
                type == EventType.ORDER_CANCEL ? quantity.negate() : quantity);
    }
}
