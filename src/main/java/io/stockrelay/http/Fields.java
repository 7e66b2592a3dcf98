package io.stockrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockrelay.settings.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One JSON object of a request, read field by field; what nobody asked for by {@link #done()} is refused. */
final class Fields {

    static final int ID_MAX = 200;

    private static final String UNCHANGED = "; nothing was changed";

    private final ObjectNode node;
    private final String path;
    private final TreeSet<String> known = new TreeSet<>();

    Fields(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    boolean has(String name) {
        return ask(name) != null;
    }

    String required(String name, int most) {
        String text = text(name, most);
        if (text == null) {
            throw ApiProblem.of(ProblemKind.INVALID, at(name) + " is missing" + UNCHANGED);
        }
        return text;
    }

    /** Text of 1 to so many characters, or a whole number as text; null where it is absent. */
    @Nullable
    String text(String name, int most) {
        JsonNode value = ask(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw refused(name, value, "it must be text");
        }
        String text = value.asText();
        if (text.isBlank() || text.length() > most || !text.equals(text.strip())) {
            throw refused(name, value, "it must have 1 to " + most + " characters and no blanks around");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw refused(name, value, "it must not contain control characters");
        }
        return text;
    }

    /** As text: a JSON number with a fraction may already have lost digits on its way here. */
    String quantity(String name, int most) {
        JsonNode value = ask(name);
        if (value != null && value.isNumber() && !value.isIntegralNumber()) {
            throw refused(name, value, "write what is no whole number as text, such as \"1.5\"");
        }
        return required(name, most);
    }

    @Nullable
    Long number(String name, long least, long most) {
        JsonNode value = ask(name);
        if (value == null) {
            return null;
        }
        boolean fits = value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most;
        if (!fits) {
            throw refused(name, value, "it must be a whole number from " + least + " to " + most);
        }
        return value.longValue();
    }

    boolean flag(String name) {
        JsonNode value = ask(name);
        if (value != null && !value.isBoolean()) {
            throw refused(name, value, "it must be true or false");
        }
        return value != null && value.booleanValue();
    }

    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        JsonNode value = ask(name);
        if (value == null) {
            return null;
        }
        var codes = Arrays.stream(type.getEnumConstants()).map(Fields::code).toList();
        int index = codes.indexOf(value.asText());
        if (!value.isTextual() || index < 0) {
            throw refused(name, value, "it must be one of " + String.join(", ", codes));
        }
        return type.getEnumConstants()[index];
    }

    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Objects of a list that must have 1 to so many of them. */
    List<Fields> items(String name, int most) {
        JsonNode value = ask(name);
        if (value == null || !value.isArray() || value.isEmpty()) {
            throw ApiProblem.of(
                    ProblemKind.INVALID, at(name) + " must be a list of 1 to " + most + " objects" + UNCHANGED);
        }
        if (value.size() > most) {
            throw ApiProblem.of(
                    ProblemKind.INVALID,
                    at(name) + ": at most " + most + " in one request, not " + value.size() + UNCHANGED
                            + ", split it into several");
        }
        var items = new ArrayList<Fields>(value.size());
        for (JsonNode item : value) {
            String place = at(name) + "[" + items.size() + "]";
            if (!(item instanceof ObjectNode object)) {
                throw ApiProblem.of(ProblemKind.INVALID, place + " is no object" + UNCHANGED);
            }
            items.add(new Fields(object, place));
        }
        return items;
    }

    /** Texts of a list; none where it is absent. */
    List<String> texts(String name, int each, int most) {
        JsonNode value = ask(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.isEmpty() || value.size() > most) {
            throw ApiProblem.of(
                    ProblemKind.INVALID, at(name) + " must be a list of 1 to " + most + " texts" + UNCHANGED);
        }
        var texts = new ArrayList<String>(value.size());
        for (JsonNode item : value) {
            boolean isText = item.isTextual() || item.isIntegralNumber();
            if (!isText || item.asText().isBlank() || item.asText().length() > each) {
                throw refused(name, item, "each must be text of 1 to " + each + " characters");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    /** A refusal that names the field and its value. */
    ApiProblem refused(String name, String wanted) {
        JsonNode value = ask(name);
        return value == null
                ? ApiProblem.of(ProblemKind.INVALID, at(name) + " is missing: " + wanted + UNCHANGED)
                : refused(name, value, wanted);
    }

    private ApiProblem refused(String name, JsonNode value, String wanted) {
        return ApiProblem.invalid(
                at(name), value.isValueNode() ? value.asText() : value.toString(), wanted + UNCHANGED);
    }

    /** Call it when everything known was asked for: the rest is a mistake in typing, and would be quietly ignored. */
    void done() {
        if (node.size() <= known.size() && known.containsAll(names())) {
            return;
        }
        for (String name : names()) {
            if (!known.contains(name)) {
                throw ApiProblem.of(
                        ProblemKind.INVALID,
                        "there is no field '" + ApiProblem.shown(at(name)) + "'" + UNCHANGED + ". "
                                + Suggestions.sentence(name, known));
            }
        }
    }

    private List<String> names() {
        var names = new ArrayList<String>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private @Nullable JsonNode ask(String name) {
        known.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }
}
