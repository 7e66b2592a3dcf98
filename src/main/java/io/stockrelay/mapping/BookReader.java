package io.stockrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads acknowledgements and lists of open orders, or everything that is wrong with them. */
final class BookReader {

    /** Each line is an event of its own, whose id is the whole one's with a number behind it. */
    static final int ID_LENGTH_MAX = EventKey.ID_LENGTH_MAX - 6;

    private final EventReader events;

    /** @param events reads times and quantities, as in every other event */
    BookReader(EventReader events) {
        this.events = events;
    }

    static boolean reads(JsonNode node) {
        return type(node).isPresent();
    }

    private static Optional<EventType> type(JsonNode node) {
        var type = node.path("type");
        return type.isTextual() ? EventType.ofCode(type.textValue()).filter(EventType::isBook) : Optional.empty();
    }

    /** Null where anything was refused. */
    @Nullable
    CanonicalBook read(ObjectNode node, Refusals refusals) {
        var type = type(node).orElseThrow();
        EventReader.checkNames(node, type, refusals);
        var fields = new FieldReader(node, refusals);
        boolean isList = type == EventType.OPEN_ORDERS;
        var reference = isList ? null : fields.required("reference", EventReader.REFERENCE_MAX);
        var lines = lines(node, type, reference, refusals);
        long sequence = fields.whole("sequence");
        var alias = isList ? null : fields.text("alias", EventReader.REFERENCE_MAX);
        var namespace = isList ? null : fields.text("referenceNamespace", EventReader.CODE_MAX);
        if (alias != null && alias.equals(reference) && namespace == null) {
            refusals.program("alias " + FieldReader.shown(alias) + " is the reference itself: leave it out");
        }
        var book = new CanonicalBook(
                node,
                ContentHash.ofDocument(node, sequence, hashed(lines)),
                fields.required("id", ID_LENGTH_MAX),
                type,
                isList ? asOf(fields) : takenOverAt(fields),
                sequence,
                reference,
                namespace,
                alias,
                isList
                        ? fields.required("location", EventReader.CODE_MAX)
                        : fields.text("location", EventReader.CODE_MAX),
                fields.text("reason", EventReader.REASON_MAX),
                lines);
        return refusals.isEmpty() ? book : null;
    }

    private Instant asOf(FieldReader fields) {
        var at = events.time("asOf", fields);
        if (at == null && !fields.has("asOf")) {
            fields.refusals()
                    .program(
                            "asOf is missing: as of when were these all the open orders? The time of pick-up is no answer");
        }
        return Objects.requireNonNullElse(at, Instant.EPOCH);
    }

    /** Unknown, it is as late as it can be: until then no figure of the source is taken to contain it. */
    private Instant takenOverAt(FieldReader fields) {
        return Objects.requireNonNullElseGet(events.time("takenOverAt", fields), events::latest);
    }

    private static List<CanonicalLine> hashed(List<CanonicalBook.Line> lines) {
        return lines.stream()
                .map(one -> new CanonicalLine(
                        one.reference() + "|" + one.line().line(),
                        one.line().sku(),
                        one.line().location(),
                        one.line().unit(),
                        one.line().quantity()))
                .toList();
    }

    private List<CanonicalBook.Line> lines(
            ObjectNode node, EventType type, @Nullable String reference, Refusals refusals) {
        var listed = node.path("lines");
        if (!listed.isArray() || listed.isEmpty()) {
            refusals.program("lines is missing or empty: " + type.code() + " has an array of "
                    + (reference == null ? "{reference, sku, quantity}" : "{line, sku, quantity}")
                    + ", at least one. An empty order book is told by one line of quantity 0");
            return List.of();
        }
        if (listed.size() > DocumentReader.LINES_MAX) {
            refusals.value("lines has " + listed.size() + " entries, more than the limit of " + DocumentReader.LINES_MAX
                    + "; nothing of it was applied. Tell each location by itself");
            return List.of();
        }
        var lines = new ArrayList<CanonicalBook.Line>(listed.size());
        var names = new HashSet<String>();
        int number = 0;
        for (var one : listed) {
            number++;
            var own = new Refusals();
            var line = line(one, type, reference, own);
            if (line != null && !names.add(name(line))) {
                own.value(
                        "this line of " + line.reference() + " was told before; give lines that differ a name in line");
            }
            if (line != null) {
                lines.add(line);
            }
            refusals.take("line " + number + ": ", own);
        }
        return lines;
    }

    private static String name(CanonicalBook.Line one) {
        var line = one.line();
        return String.join(
                "\n", one.reference(), line.line(), line.sku(), line.location() == null ? "" : line.location());
    }

    private CanonicalBook.@Nullable Line line(
            JsonNode node, EventType type, @Nullable String reference, Refusals refusals) {
        if (!(node instanceof ObjectNode object)) {
            refusals.program(FieldReader.shown(node) + " is no line");
            return null;
        }
        var known = type == EventType.OPEN_ORDERS ? BookFields.OF_LISTED : BookFields.OF_TAKEN_OVER;
        checkNames(object, known, refusals);
        var fields = new FieldReader(object, refusals);
        var line = new CanonicalLine(
                Objects.requireNonNullElse(fields.text("line", EventReader.CODE_MAX), ""),
                fields.required("sku", EventReader.CODE_MAX),
                type == EventType.OPEN_ORDERS ? null : fields.text("location", EventReader.CODE_MAX),
                fields.text("unit", EventReader.CODE_MAX),
                events.quantity(false, type.code(), fields));
        var order = reference == null ? fields.required("reference", EventReader.REFERENCE_MAX) : reference;
        return new CanonicalBook.Line(order, line);
    }

    private static void checkNames(ObjectNode line, Set<String> known, Refusals refusals) {
        line.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !line.get(name).isNull()) {
                refusals.program("field '" + FieldReader.shown(name) + "' is not known; known are "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        });
    }
}
