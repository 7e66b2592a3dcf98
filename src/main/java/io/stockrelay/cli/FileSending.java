package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Uploads one file and waits until it is known what became of it. */
final class FileSending {

    private static final long EVERY_MILLIS = 200;
    private static final int LOOKS_MAX = 300;
    private static final Set<String> OVER = Set.of("DONE", "FAILED", "REFUSED", "HELD", "REJECTED");

    private final Asking asking;
    private final String source;
    private final Instance instance;
    private final String runs;

    FileSending(Asking asking, String source) {
        this.asking = asking;
        this.source = source;
        this.instance = asking.instance();
        this.runs = "/api/v1/sources/" + Instance.encoded(source) + "/runs";
    }

    int send(Path file, String name) throws IOException {
        String before = newest(name).map(run -> run.path("id").asText()).orElse("");
        try (var sftp = asking.running().sftp(source)) {
            sftp.put(file, name);
        }
        for (int look = 0; look < LOOKS_MAX; look++) {
            var run = newest(name).filter(found -> !found.path("id").asText().equals(before));
            if (run.isPresent() && OVER.contains(run.get().path("state").asText())) {
                asking.print(run.get(), this::inWords);
                return "DONE".equals(run.get().path("state").asText()) ? 0 : 1;
            }
            pause();
        }
        asking.out()
                .println(
                        "Uploaded; no result within a minute. Was this very file sent before? Then it changes nothing.");
        asking.out().println("  Later: ./stockrelay sources runs " + source);
        asking.out().flush();
        return 1;
    }

    private Optional<JsonNode> newest(String name) {
        for (JsonNode run : instance.get(runs)) {
            if (run.path("fileName").asText().equals(name)) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    private void inWords(JsonNode run, PrintWriter out) {
        String outcomes = run.path("outcomes").properties().stream()
                .filter(outcome -> outcome.getValue().asLong() > 0)
                .map(outcome -> ", " + outcome.getValue().asText() + " " + outcome.getKey())
                .collect(Collectors.joining());
        out.println(run.path("fileName").asText() + " is " + run.path("state").asText() + ": "
                + run.path("rows").asText() + " rows" + outcomes);
        if (run.hasNonNull("problem")) {
            out.println("  " + run.path("problem").asText());
        }
        if ("HELD".equals(run.path("state").asText())) {
            out.println("  Right all the same? ./stockrelay sources approve " + source + " "
                    + run.path("id").asText());
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted; the file is uploaded and will be read.");
        }
    }
}
