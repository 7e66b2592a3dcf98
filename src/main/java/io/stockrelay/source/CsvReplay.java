package io.stockrelay.source;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.Ignored;
import io.stockrelay.stock.LevelEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The failed rows of a chunk as a small file of their own: what their dead letters keep, and what a replay maps again.
 * The lines they had are kept in a header, since a mapping may build an identity from the line.
 */
final class CsvReplay {

    static final String LINES = "lines";

    private CsvReplay() {}

    static Delivery delivery(Delivery file, String headerRaw, List<RowPart> failures, CsvFile settings) {
        // Two failures of one row would bring it twice.
        var rows = failures.stream()
                .filter(part -> !StagedRow.raw(part).isEmpty())
                .collect(Collectors.toMap(RowPart::line, StagedRow::raw, (one, other) -> one, TreeMap::new));
        if (rows.isEmpty()) {
            return file;
        }
        var text = new StringBuilder(headerRaw);
        rows.values().forEach(raw -> text.append('\n').append(raw));
        String lines = rows.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        return new Delivery(
                file.receipt(),
                file.source(),
                file.route(),
                file.receivedAt(),
                file.contentType(),
                Map.of(LINES, lines),
                file.fileName(),
                text.toString().getBytes(Charset.forName(settings.charset())));
    }

    /** Maps the rows again, under the lines they had. */
    static Mapped map(Mappings mappings, Delivery delivery, CsvFile settings) {
        String text = new String(delivery.bytes(), Charset.forName(settings.charset()));
        var lines = delivery.headers().getOrDefault(LINES, "").split(",");
        var rows = new CsvRows(new BufferedReader(new StringReader(text)), settings.separator());
        var groups = new ArrayList<EventGroup>();
        var failures = new ArrayList<Failure>();
        var ignored = new ArrayList<Ignored>();
        var finals = new ArrayList<LevelEvent>();
        try {
            rows.header();
            int number = 0;
            for (var row = rows.next(); row != null; row = rows.next()) {
                long line =
                        number < lines.length && !lines[number].isEmpty() ? Long.parseLong(lines[number]) : row.line();
                number++;
                var columns = row.columns();
                var mapped = columns == null ? failed(row) : mappings.mapRow(delivery, line, columns);
                groups.addAll(mapped.groups());
                failures.addAll(mapped.failures());
                ignored.addAll(mapped.ignored());
                finals.addAll(mapped.finals());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory has none
        }
        return new Mapped(groups, failures, ignored, finals);
    }

    static Mapped failed(CsvRows.Row row) {
        return failed(new Failure(
                Step.PARSE,
                CauseClass.UNPARSEABLE,
                "line " + row.line() + ": " + row.problem(),
                null,
                null,
                null,
                null,
                row.line(),
                null));
    }

    static Mapped failed(Failure failure) {
        return new Mapped(List.of(), List.of(failure), List.of(), List.of());
    }
}
