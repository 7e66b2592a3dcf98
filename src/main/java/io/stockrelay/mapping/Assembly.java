package io.stockrelay.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.Ignored;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.StockEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what one run of a program returned: groups of events, each whole or failed, and what was left out. */
final class Assembly {

    private static final String IGNORE = "ignore";
    private static final String GROUP = "group";

    private final EventReader reader;
    private final CrossReferences references;
    private final DocumentReader documentReader;
    private final DocumentReferences documentReferences;
    private final BookReader bookReader;
    private final BookReferences bookReferences;
    private final long line;
    private final boolean resumed;

    private final List<EventGroup> groups = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>(0);
    private final List<Ignored> ignored = new ArrayList<>(0);
    private final List<LevelEvent> finals = new ArrayList<>(0);

    /**
     * @param resumed whether the events come from a dead letter and not from the program: then whatever fails is kept as
     *     the event it is, because the program will not be asked again
     */
    Assembly(EventReader reader, SourceMapping source, long line, boolean resumed) {
        this.reader = reader;
        this.references = source.references();
        this.documentReader = new DocumentReader(reader);
        this.documentReferences = new DocumentReferences(references, source.settings());
        this.bookReader = new BookReader(reader);
        this.bookReferences = new BookReferences(references, source.settings());
        this.line = line;
        this.resumed = resumed;
    }

    Mapped of(List<JsonNode> outputs) {
        var bundles = new ArrayList<List<JsonNode>>(outputs.size());
        Map<String, List<JsonNode>> named = new LinkedHashMap<>(0);
        for (var output : outputs) {
            if (output.path(GROUP) instanceof ArrayNode list) {
                bundles.add(bundle(list));
            } else if (output.has(IGNORE)) {
                ignore(output);
            } else if (output.path(GROUP).isTextual()) {
                named.computeIfAbsent(output.path(GROUP).textValue(), name -> opened(bundles))
                        .add(output);
            } else {
                bundles.add(List.of(output));
            }
        }
        bundles.forEach(this::take);
        return new Mapped(List.copyOf(groups), List.copyOf(failures), List.copyOf(ignored), List.copyOf(finals));
    }

    /** The group stands where its first event stood. */
    private static List<JsonNode> opened(List<List<JsonNode>> bundles) {
        var bundle = new ArrayList<JsonNode>();
        bundles.add(bundle);
        return bundle;
    }

    /** The events carry the group's name from here on, so that they stay one when they are replayed. */
    private static List<JsonNode> bundle(Iterable<JsonNode> list) {
        var bundle = new ArrayList<JsonNode>();
        String name = null;
        for (var event : list) {
            if (name == null) {
                name = FieldReader.cut(event.path("id").asText("group"), EventReader.REFERENCE_MAX);
            }
            bundle.add(event instanceof ObjectNode object ? object.deepCopy().put(GROUP, name) : event);
        }
        return bundle;
    }

    private void ignore(JsonNode output) {
        var reason = output.path(IGNORE);
        if (!reason.isTextual() || reason.textValue().isBlank()) {
            fail(
                    Step.MAP,
                    CauseClass.MAPPING,
                    "the mapping ignores without a reason: ignore must be text",
                    null,
                    output,
                    null);
            return;
        }
        ignored.add(new Ignored(id(output), FieldReader.cut(reason.textValue(), EventReader.REASON_MAX), line));
    }

    private void take(List<JsonNode> bundle) {
        if (bundle.isEmpty()) {
            failures.add(Failure.ofWhole(Step.MAP, CauseClass.MAPPING, "the mapping returned an empty group"));
            return;
        }
        var events = new ArrayList<StockEvent>(bundle.size());
        var documents = new ArrayList<DocumentEvent>(0);
        var completing = new ArrayList<LevelEvent>(0);
        for (var node : bundle) {
            var refusals = new Refusals();
            if (BookReader.reads(node)) {
                if (!takeBook(bundle, (ObjectNode) node, events, refusals)) {
                    return;
                }
                continue;
            }
            if (DocumentReader.reads(node)) {
                if (!takeDocument(bundle, (ObjectNode) node, documents, refusals)) {
                    return;
                }
                continue;
            }
            var canonical = canonical(node, refusals);
            var event = canonical == null ? null : references.resolve(canonical, refusals);
            if (event == null || !references.expand(event, events, refusals)) {
                boolean isOfProgram = canonical == null || refusals.isLeftOut();
                var step = isOfProgram && !resumed ? Step.MAP : Step.CROSS_REFERENCE;
                fail(step, bundle, node, refusals);
                return;
            }
            if (canonical != null && canonical.completesRun() && event instanceof LevelEvent level) {
                completing.add(level);
            }
        }
        groups.add(new EventGroup(events, documents, json(bundle), line));
        finals.addAll(completing);
    }

    /** A document is one with all its lines: one that fails takes the others and its whole group along. */
    private boolean takeDocument(
            List<JsonNode> bundle, ObjectNode node, List<DocumentEvent> documents, Refusals refusals) {
        var canonical = documentReader.read(node, refusals);
        if (line > 0) {
            refusals.program(
                    node.path("type").asText() + " has lines of its own and cannot come from one row of a file;"
                            + " send the whole document as JSON or XML");
        }
        var document = canonical == null ? null : documentReferences.resolve(canonical, refusals);
        if (document == null || !refusals.isEmpty()) {
            fail(canonical == null && !resumed ? Step.MAP : Step.CROSS_REFERENCE, bundle, node, refusals);
            return false;
        }
        return documents.add(document);
    }

    /** A list that lacks one of its lines would close that order: it is taken whole or not at all. */
    private boolean takeBook(List<JsonNode> bundle, ObjectNode node, List<StockEvent> events, Refusals refusals) {
        var canonical = bookReader.read(node, refusals);
        if (line > 0) {
            refusals.program(
                    node.path("type").asText() + " has lines of its own and cannot come from one row of a file;"
                            + " send it whole, as JSON or XML, or say file.order-book of the source");
        }
        if (canonical != null && refusals.isEmpty()) {
            events.addAll(bookReferences.resolve(canonical, refusals));
        }
        if (!refusals.isEmpty()) {
            fail(canonical == null && !resumed ? Step.MAP : Step.CROSS_REFERENCE, bundle, node, refusals);
        }
        return refusals.isEmpty();
    }

    private @Nullable Canonical canonical(JsonNode node, Refusals refusals) {
        if (node instanceof ObjectNode object) {
            return reader.read(object, refusals);
        }
        refusals.program("the mapping returned " + FieldReader.shown(node) + ", which is no event");
        return null;
    }

    private void fail(Step step, List<JsonNode> bundle, JsonNode at, Refusals refusals) {
        var message = bundle.size() == 1
                ? refusals.told()
                : refusals.told() + " (event " + id(at) + "; the whole group of " + bundle.size() + " was not applied)";
        // a failure of the program is replayed from the raw bytes, because only the mended program can give a better
        // event
        var canonicalJson = step == Step.MAP ? null : json(bundle);
        fail(step, refusals.cause(), message, refusals.toldMissing(), at, canonicalJson);
    }

    private void fail(
            Step step,
            CauseClass cause,
            String message,
            @Nullable String missing,
            JsonNode at,
            @Nullable String canonicalJson) {
        failures.add(new Failure(
                step,
                cause,
                message,
                missing,
                id(at),
                sku(at),
                location(at),
                line,
                canonicalJson,
                text(at, "run", EventReader.REFERENCE_MAX)));
    }

    private @Nullable String sku(JsonNode event) {
        var code = text(event, "sku", EventReader.CODE_MAX);
        return code == null ? null : references.skuOrCode(code);
    }

    private @Nullable String location(JsonNode event) {
        var code = text(event, "location", EventReader.CODE_MAX);
        return code == null ? null : references.locationOrCode(code);
    }

    private static @Nullable String id(JsonNode event) {
        return text(event, "id", EventKey.ID_LENGTH_MAX);
    }

    private static @Nullable String text(JsonNode event, String field, int lengthMax) {
        var value = event.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? FieldReader.cut(value.asText(), lengthMax)
                : null;
    }

    private static String json(List<JsonNode> bundle) {
        try {
            return Payloads.JSON.writeValueAsString(bundle);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
