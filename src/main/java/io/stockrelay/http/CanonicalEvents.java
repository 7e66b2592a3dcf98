package io.stockrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stockrelay.stock.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the canonical events of a request: one, an array, or an object with {@code events} and a common reason. */
final class CanonicalEvents {

    static final int EVENTS_MAX = 200;

    private static final int REASON_MAX = 300;
    private static final List<String> REQUIRED = List.of("id", "type", "sku", "location");
    private static final List<String> REQUIRED_WITH_LINES = List.of("id", "type"); // each line has its own article

    private CanonicalEvents() {}

    /** Events that belong together as one JSON array each: those of one group, every other one alone. */
    static List<String> parts(JsonNode body, String actor) {
        String common = body.path("events").isArray() ? text(body.get("reason")) : null;
        List<JsonNode> events = events(body);
        var parts = new LinkedHashMap<String, List<ObjectNode>>();
        for (int i = 0; i < events.size(); i++) {
            ObjectNode event = checked(events.get(i), "events[" + i + "]");
            event.put("reason", reason(event, common, actor, i));
            String group = text(event.get("group"));
            parts.computeIfAbsent(group == null ? "alone " + i : "group " + group, key -> new ArrayList<>())
                    .add(event);
        }
        return parts.values().stream().map(CanonicalEvents::array).toList();
    }

    private static List<JsonNode> events(JsonNode body) {
        JsonNode listed = body.isObject() && body.has("events") ? body.get("events") : body;
        if (listed.isObject()) {
            return List.of(listed);
        }
        if (!listed.isArray() || listed.isEmpty()) {
            throw ApiProblem.of(
                    ProblemKind.INVALID, "send one event, an array of events, or {\"reason\": …, \"events\": […]}");
        }
        if (listed.size() > EVENTS_MAX) {
            throw ApiProblem.of(
                    ProblemKind.INVALID,
                    "events: at most " + EVENTS_MAX + " in one call, not " + listed.size() + "; nothing was taken");
        }
        var events = new ArrayList<JsonNode>();
        listed.forEach(events::add);
        return events;
    }

    private static ObjectNode checked(JsonNode event, String where) {
        if (!(event instanceof ObjectNode object)) {
            throw ApiProblem.of(ProblemKind.INVALID, where + " is no object; nothing was taken");
        }
        for (String field : hasLines(object) ? REQUIRED_WITH_LINES : REQUIRED) {
            String value = text(object.get(field));
            if (value == null || value.isBlank()) {
                throw ApiProblem.of(ProblemKind.INVALID, where + "." + field + " is missing; nothing was taken");
            }
        }
        var copy = object.deepCopy();
        quantityAsText(copy, "quantity", where);
        if (copy.get("states") instanceof ObjectNode states) {
            names(states).forEach(state -> quantityAsText(states, state, where + ".states"));
        }
        int number = 0;
        for (JsonNode line : copy.path("lines")) {
            if (line instanceof ObjectNode one) {
                quantityAsText(one, "quantity", where + ".lines[" + number + "]");
            }
            number++;
        }
        return copy;
    }

    private static boolean hasLines(ObjectNode event) {
        String type = text(event.get("type"));
        return type != null
                && EventType.ofCode(type)
                        .filter(one -> one.isDocument() || one.isBook())
                        .isPresent();
    }

    /** A JSON number with a fraction may already have lost digits on its way here. */
    private static void quantityAsText(ObjectNode holder, String field, String where) {
        JsonNode value = holder.get(field);
        if (value == null || !value.isNumber()) {
            return;
        }
        if (!value.isIntegralNumber()) {
            throw ApiProblem.invalid(
                    where + "." + field, value.asText(), "write it as text, such as \"1.5\"; nothing was taken");
        }
        holder.set(field, TextNode.valueOf(value.asText()));
    }

    private static String reason(ObjectNode event, @Nullable String common, String actor, int index) {
        String own = text(event.get("reason"));
        String reason = own == null ? common : own;
        if (reason == null || reason.isBlank()) {
            throw ApiProblem.of(
                    ProblemKind.INVALID,
                    "events[" + index + "].reason is missing: say in a few words why; nothing was taken");
        }
        if (reason.length() > REASON_MAX) {
            throw ApiProblem.of(
                    ProblemKind.INVALID,
                    "events[" + index + "].reason has " + reason.length() + " characters, at most " + REASON_MAX
                            + " are kept; nothing was taken");
        }
        return reason.strip() + " (by " + actor + ")";
    }

    private static String array(List<ObjectNode> events) {
        return JsonNodeFactory.instance.arrayNode().addAll(events).toString();
    }

    private static List<String> names(ObjectNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }
}
