package io.stockrelay.bench;

import java.util.ArrayList;
import java.util.List;

/** Lays a report out as a table with the notes below. */
final class ReportTable {

    private static final List<String> HEADER = List.of(
            "path",
            "unit",
            "ours",
            "floor",
            "ratio",
            "target",
            "reached",
            "p50",
            "p99",
            "CPU us/unit program",
            "database",
            "clients",
            "floor's database");

    private ReportTable() {}

    static String of(Report report) {
        var lines = new ArrayList<List<String>>();
        lines.add(HEADER);
        report.rows().forEach(row -> lines.add(cells(row)));
        var text = new StringBuilder();
        report.machine()
                .forEach((key, value) ->
                        text.append(key).append(": ").append(value).append('\n'));
        text.append('\n');
        var widths = widths(lines);
        for (var line : lines) {
            for (int i = 0; i < line.size(); i++) {
                text.append(i == 0 ? "" : " | ").append(padded(line.get(i), widths[i]));
            }
            text.append('\n');
        }
        for (var row : report.rows()) {
            row.notes()
                    .forEach(note -> text.append("  ")
                            .append(row.path())
                            .append(": ")
                            .append(note)
                            .append('\n'));
        }
        return text.toString();
    }

    private static List<String> cells(Row row) {
        return List.of(
                row.path(),
                row.unit(),
                row.ours() != null && row.ours() < 100 ? Numbers.tenth(row.ours()) : Numbers.whole(row.ours()),
                Numbers.whole(row.floor()),
                Numbers.ratio(row.ratio()),
                row.target(),
                row.isReached() == null ? "-" : row.isReached() ? "yes" : "no",
                Numbers.millis(row.p50()),
                Numbers.millis(row.p99()),
                Numbers.tenth(row.programCpuMicros()),
                Numbers.tenth(row.databaseCpuMicros()),
                Numbers.tenth(row.clientsCpuMicros()),
                Numbers.tenth(row.floorDatabaseCpuMicros()));
    }

    private static int[] widths(List<List<String>> lines) {
        var widths = new int[HEADER.size()];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
