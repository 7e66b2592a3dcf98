package io.stockrelay.settings;

import io.stockrelay.shared.Problem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** One pass over one YAML file: collects every problem, and every key anybody asked for. */
final class Reading {

    private static final int CHARACTERS_MAX = 10_000_000;
    private static final int NESTING_MAX = 30;

    private final String file;
    private final Placeholders placeholders;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();

    Reading(String file, Placeholders placeholders) {
        this.file = file;
        this.placeholders = placeholders;
    }

    /** The top of the file; an empty section where it cannot be parsed, with the problem noted. */
    Section top(String yaml) {
        var root = compose(yaml);
        if (root == null) {
            return new Section(this, "", "", null);
        }
        if (root instanceof MappingNode mapping) {
            return new Section(this, "", "", mapping);
        }
        error("not-a-mapping", root, "", "the file must hold keys and values", "Start from the sample company's file.");
        return new Section(this, "", "", null);
    }

    private @Nullable Node compose(String yaml) {
        var options = new LoaderOptions();
        options.setCodePointLimit(CHARACTERS_MAX);
        options.setNestingDepthLimit(NESTING_MAX);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            int line = mark == null ? 0 : mark.getLine() + 1;
            int column = mark == null ? 0 : mark.getColumn() + 1;
            problems.add(Problem.error(
                    "yaml",
                    file,
                    line,
                    column,
                    null,
                    "not readable as YAML: " + broken.getProblem(),
                    "Mend the indentation or quoting at this place; the rest was not read."));
        } catch (YAMLException broken) {
            problems.add(Problem.error(
                    "yaml",
                    file,
                    0,
                    0,
                    null,
                    "not readable as YAML: " + broken.getMessage(),
                    "Mend it; nothing of it was read."));
        }
        return null;
    }

    void error(String code, @Nullable Node at, String key, String message, String fix) {
        problems.add(Problem.error(code, file, line(at), column(at), key, shown(key) + message, fix));
    }

    void warning(String code, Node at, String key, String message, String fix) {
        problems.add(new Problem(
                Problem.Severity.WARNING, code, file, line(at), column(at), key, shown(key) + message, fix));
    }

    private static String shown(String key) {
        return key.isEmpty() ? "" : key + ": ";
    }

    void asked(String pattern) {
        asked.add(pattern);
    }

    /** Every key anybody asked for, such as {@code sources.*.webhook.secrets[]}. */
    Set<String> keysAsked() {
        return asked;
    }

    List<Problem> problems() {
        return problems;
    }

    Placeholders placeholders() {
        return placeholders;
    }

    String place(@Nullable Node at) {
        return file + ":" + line(at);
    }

    private static int line(@Nullable Node at) {
        return at == null ? 0 : at.getStartMark().getLine() + 1;
    }

    private static int column(@Nullable Node at) {
        return at == null ? 0 : at.getStartMark().getColumn() + 1;
    }
}
