package io.stockrelay.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of the YAML file, read key by key; what nobody asked for by {@link #done()} is a problem. */
final class Section {

    private final Reading reading;
    private final String path;
    private final String pattern;
    private final @Nullable MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    Section(Reading reading, String path, String pattern, @Nullable MappingNode node) {
        this.reading = reading;
        this.path = path;
        this.pattern = pattern;
        this.node = node;
        if (node != null) {
            node.getValue().forEach(tuple -> keep(tuple.getKeyNode(), tuple.getValueNode()));
        }
    }

    private void keep(Node keyNode, Node value) {
        if (!(keyNode instanceof ScalarNode scalar)) {
            reading.error("key", keyNode, path, "a key must be plain text", "Write key: value.");
            return;
        }
        var key = scalar.getValue();
        if (keys.putIfAbsent(key, keyNode) != null) {
            reading.error("duplicate-key", keyNode, at(key), "is given twice", "Keep one of them.");
            return;
        }
        values.put(key, value);
    }

    String place() {
        return reading.place(node);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** How many entries the list of that key has. */
    int size(String key) {
        return values.get(key) instanceof SequenceNode sequence
                ? sequence.getValue().size()
                : 0;
    }

    boolean isPresent() {
        return node != null;
    }

    Section section(String key) {
        var value = ask(key);
        if (value == null) {
            return new Section(reading, at(key), pattern(key), null);
        }
        return child(value, at(key), pattern(key));
    }

    /** A mapping whose keys are ids chosen by the user. */
    Map<String, Section> named(String key) {
        var outer = section(key);
        var found = new LinkedHashMap<String, Section>();
        outer.values.forEach((id, value) -> found.put(id, outer.child(value, outer.at(id), outer.pattern + ".*")));
        return found;
    }

    List<Section> items(String key) {
        var value = ask(key);
        var found = new ArrayList<Section>();
        if (value instanceof SequenceNode sequence) {
            for (var item : sequence.getValue()) {
                found.add(child(item, at(key) + "[" + found.size() + "]", pattern(key) + "[]"));
            }
        } else if (value != null) {
            problem("not-a-list", key, "must be a list", "Write one entry a line, each after a dash.");
        }
        return found;
    }

    private Section child(Node value, String childPath, String childPattern) {
        if (value instanceof MappingNode mapping) {
            return new Section(reading, childPath, childPattern, mapping);
        }
        if (!isNothing(value)) {
            reading.error("not-a-mapping", value, childPath, "must hold keys and values", "Write key: value below it.");
        }
        return new Section(reading, childPath, childPattern, null);
    }

    /** Keys chosen by the user with a text each, secrets among them where {@code isSecret} says so. */
    Map<String, String> free(String key, Function<String, Boolean> isSecret) {
        var inner = section(key);
        var found = new LinkedHashMap<String, String>();
        inner.values.forEach((name, value) ->
                scalar(value, inner.at(name), isSecret.apply(name)).ifPresent(text -> found.put(name, text)));
        return found;
    }

    Optional<String> text(String key) {
        return text(key, false);
    }

    private Optional<String> text(String key, boolean secret) {
        var value = ask(key);
        return value == null ? Optional.empty() : scalar(value, at(key), secret);
    }

    String requiredText(String key) {
        if (node != null && !has(key)) {
            ask(key);
            reading.error(
                    "missing-key", node, at(key), "is missing", "Add it; docs/configuration.md says what it means.");
        }
        return text(key).orElse("");
    }

    List<String> texts(String key, boolean secret) {
        var value = ask(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            problem("not-a-list", key, "must be a list", "Write [one, two], or one entry a line after a dash.");
            return List.of();
        }
        var found = new ArrayList<String>();
        sequence.getValue().forEach(item -> scalar(item, at(key), secret).ifPresent(found::add));
        return found;
    }

    private Optional<String> scalar(Node value, String key, boolean secret) {
        if (!(value instanceof ScalarNode scalar) || isNothing(value)) {
            reading.error("not-a-value", value, key, "must be a single value", "Write it behind the colon.");
            return Optional.empty();
        }
        var filled = secret
                ? reading.placeholders().fillSecret(scalar.getValue())
                : reading.placeholders().fill(scalar.getValue());
        if (filled.text() == null) {
            reading.error(
                    secret ? "missing-secret" : "missing-variable", value, key, filled.problem() + "", filled.fix());
            return Optional.empty();
        }
        if (secret && filled.written() && !Placeholders.isForSandbox(filled.text())) {
            reading.warning(
                    "clear-text-secret",
                    value,
                    key,
                    "a secret stands in the file in clear text",
                    "Use ${NAME} or file:path; whoever reads the repository reads the secret.");
        }
        return Optional.of(filled.text());
    }

    Duration duration(String key, Duration otherwise) {
        return parsed(key, Scalars::duration, otherwise, "is not a duration", "Write 500ms, 5s, 2m, 24h or 7d.");
    }

    long bytes(String key, long otherwise) {
        return parsed(key, Scalars::bytes, otherwise, "is not a size", "Write 64KB, 5MB or 1GB.");
    }

    boolean flag(String key, boolean otherwise) {
        return parsed(key, Section::bool, otherwise, "is neither true nor false", "Write true or false.");
    }

    long number(String key, long min, long max, long otherwise) {
        return optionalNumber(key, min, max).orElse(otherwise);
    }

    int smallNumber(String key, int min, int max, int otherwise) {
        return Math.toIntExact(number(key, min, max, otherwise));
    }

    Optional<Long> optionalNumber(String key, long min, long max) {
        return parse(
                key,
                text -> Scalars.whole(text).filter(whole -> whole >= min && whole <= max),
                "is not a whole number from " + min + " to " + max,
                "Write digits only.");
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        var codes = Arrays.stream(type.getEnumConstants()).map(Section::code).toList();
        return parsed(
                key,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> code(constant).equals(text))
                        .findFirst(),
                otherwise,
                "is not known",
                "Write one of: " + String.join(", ", codes) + ".");
    }

    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    <T> T parsed(String key, Function<String, Optional<T>> parser, T otherwise, String wrong, String fix) {
        return parse(key, parser, wrong, fix).orElse(otherwise);
    }

    private <T> Optional<T> parse(String key, Function<String, Optional<T>> parser, String wrong, String fix) {
        var text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var parsed = parser.apply(text.get());
        if (parsed.isEmpty()) {
            problem("value", key, "'" + text.get() + "' " + wrong, fix);
        }
        return parsed;
    }

    /** Notes a problem at the value of the key, or at the section where the key is absent. */
    void problem(String code, String key, String message, String fix) {
        var value = values.get(key);
        reading.error(code, value == null ? node : value, at(key), message, fix);
    }

    /** Notes a problem of the section as a whole. */
    void problem(String code, String message, String fix) {
        reading.error(code, node, path, message, fix);
    }

    /** Call it when everything known was asked for: the rest is unknown. */
    void done() {
        for (var key : values.keySet()) {
            if (!known.contains(key)) {
                reading.error("unknown-key", keys.get(key), at(key), "is not known", Suggestions.sentence(key, known));
            }
        }
    }

    private @Nullable Node ask(String key) {
        known.add(key);
        reading.asked(pattern(key));
        return values.get(key);
    }

    private String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String pattern(String key) {
        return pattern.isEmpty() ? key : pattern + "." + key;
    }

    private static boolean isNothing(Node value) {
        return value.getTag().equals(Tag.NULL);
    }

    private static Optional<Boolean> bool(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
