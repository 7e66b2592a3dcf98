package io.stockrelay.settings;

import io.stockrelay.shared.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Nothing was started, because of problems in routes, mappings or configuration; the message tells all of them. */
public final class ConfigurationRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String NEXT = "Mend them and start again.";

    private static final int TOLD_MAX = 100;

    private final transient List<Problem> problems;

    public ConfigurationRefused(List<Problem> problems) {
        super(told(problems));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** All of it for people: how many, each of them, and what to do. */
    public String told() {
        long errors = problems.stream().filter(Problem::isError).count();
        return "The configuration has " + (errors == 1 ? "1 problem" : errors + " problems")
                + "; nothing was started.\n\n" + getMessage() + "\n\n" + NEXT;
    }

    private static String told(List<Problem> problems) {
        var errors = problems.stream().filter(Problem::isError).toList();
        var rest = errors.size() > TOLD_MAX ? "\n… and " + (errors.size() - TOLD_MAX) + " more" : "";
        return errors.stream().limit(TOLD_MAX).map(Problem::told).collect(Collectors.joining("\n")) + rest;
    }
}
