package io.stockrelay.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code bench ingest} can measure. */
public enum IngestPath {
    /** One event in each webhook. */
    WEBHOOK,
    /** A hundred events in each webhook. */
    WEBHOOK100,
    /** One event in each JMS message, with message groups. */
    JMS,
    /** A file of many rows with its row report. */
    FILE,
    /** Three times what can be sustained. */
    BURST,
    /** What the Camel route around the intake costs. */
    CAMEL;

    /** As written on the command line. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The path of that code; refuses kindly what there is none for. */
    public static IngestPath of(String code) {
        return Arrays.stream(values())
                .filter(path -> path.code().equals(code.strip()))
                .findFirst()
                .orElseThrow(() -> new BenchFailed("There is no path '" + code + "'.", "Choose from " + codes() + "."));
    }

    private static String codes() {
        return Arrays.stream(values()).map(IngestPath::code).collect(Collectors.joining(", "));
    }
}
