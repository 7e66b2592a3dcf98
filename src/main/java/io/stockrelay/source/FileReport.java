package io.stockrelay.source;

import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Outcome;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The readable result beside a file: what became of it, then each row with its outcome. */
final class FileReport {

    private static final String HEADER = "line;outcome;id;sku;location;message\n";

    private final FileRunStore store;

    FileReport(FileRunStore store) {
        this.store = store;
    }

    Path write(FileRun run, Path folder) throws IOException {
        var file = Files.createTempFile(folder, "result-", ".csv");
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            summary(run, out);
            out.write(HEADER);
            if (run.state() == FileRun.State.HELD) {
                preview(run, out);
            }
            if (run.state() == FileRun.State.DONE) {
                rows(run, out);
            }
        }
        return file;
    }

    private static void summary(FileRun run, BufferedWriter out) throws IOException {
        out.write("# file: " + run.fileName() + "\n# run: " + run.id() + "\n# state: "
                + run.state().name().toLowerCase(Locale.ROOT) + "\n# rows: " + run.rows() + "\n");
        if (run.problem() != null) {
            out.write("# reason: " + oneLine(run.problem()) + "\n");
        }
        for (var entry : run.counts().entrySet()) {
            out.write("# " + entry.getKey().code() + ": " + entry.getValue() + "\n");
        }
    }

    private void preview(FileRun run, BufferedWriter out) throws IOException {
        long last = store.lastLine(run.id()) / FileRunStore.CHUNK_LINES;
        for (long chunk = 0; chunk <= last; chunk++) {
            for (var part : store.chunk(run.id(), chunk)) {
                String message = part.kind() == RowPart.Kind.FAILURE
                        ? "would be a dead letter: " + StagedRow.failure(part).message()
                        : "not applied yet";
                row(out, part.line(), "held", null, part, message);
            }
        }
    }

    private void rows(FileRun run, BufferedWriter out) throws IOException {
        long last = store.lastLine(run.id()) / FileRunStore.CHUNK_LINES;
        for (long chunk = 0; chunk <= last; chunk++) {
            rows(store.places(run.id(), chunk), store.outcomes(run.id(), chunk), out);
        }
    }

    private static void rows(List<RowPart> parts, List<EventOutcome> outcomes, BufferedWriter out) throws IOException {
        var byLine = new HashMap<Long, RowPart>();
        parts.forEach(part -> byLine.putIfAbsent(part.line(), part));
        var lines = new ArrayList<Line>();
        for (var each : outcomes) {
            lines.add(new Line(
                    each.line(), each.outcome().code(), each.eventId(), byLine.get(each.line()), message(each)));
        }
        for (var part : parts) {
            if (part.kind() == RowPart.Kind.SUMMED) {
                lines.add(new Line(part.line(), "summed", null, part, "added to line " + part.payload()));
            }
        }
        lines.sort(Comparator.comparingLong(Line::line));
        for (var line : lines) {
            row(out, line.line(), line.outcome(), line.id(), line.part(), line.message());
        }
    }

    private record Line(
            long line,
            String outcome,
            @Nullable String id,
            @Nullable RowPart part,
            @Nullable String message) {}

    private static @Nullable String message(EventOutcome each) {
        return each.outcome() == Outcome.DUPLICATE && each.original() != null && each.detail() == null
                ? "came before, then " + each.original().code()
                : each.detail();
    }

    private static void row(
            BufferedWriter out,
            long line,
            String outcome,
            @Nullable String id,
            @Nullable RowPart part,
            @Nullable String message)
            throws IOException {
        out.write(line + ";" + outcome + ";" + quoted(id) + ";" + quoted(part == null ? null : part.sku()) + ";"
                + quoted(part == null ? null : part.location()) + ";" + quoted(message) + "\n");
    }

    private static String quoted(@Nullable String field) {
        if (field == null) {
            return "";
        }
        // A spreadsheet takes what starts like this for a formula.
        String safe = !field.isEmpty() && "=+-@\t".indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
        return safe.indexOf(';') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0
                ? safe
                : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
