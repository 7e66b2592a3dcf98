package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sample company in a folder of its own, changed where it lacks a case. A change whose text is no longer in the
 * sample fails at once, so that no test runs on another company than it says.
 */
final class Company {

    private static final Path SAMPLE = Path.of("").toAbsolutePath();

    private final Path home;
    private String config;

    private Company(Path home, String config) {
        this.home = home;
        this.config = config;
    }

    static Company in(Path home) throws IOException {
        Files.createDirectories(home);
        for (var folder : List.of("routes", "mappings", "config")) {
            copy(SAMPLE.resolve(folder), home.resolve(folder));
        }
        return new Company(home, Files.readString(home.resolve("config/stockrelay.yaml")));
    }

    /** The WMS also runs Rotterdam, while the ERP states its figures: two clocks meet there. Quick retries, no pacing. */
    static Company ofTheDay(Path home) throws IOException {
        return in(home).change("    states: { others: erp }\n    movements: { others: erp }\n", """
                            states: { others: erp }
                            movements: { others: wms, expect: erp }
                        """)
                .change("clocks:\n", "clocks:\n  - { stating: erp, moving: wms, tolerance: 2m, lag: 10m }\n")
                .change("    pace: { per-second: 2, burst: 10 }\n", "    pace: { per-second: 0 }\n    timeout: 6s\n")
                .change("    pace: { per-second: 5, burst: 5 }\n", "    pace: { per-second: 0 }\n    timeout: 6s\n")
                .change("    pace: { per-second: 10, burst: 20 }\n", "    pace: { per-second: 0 }\n    timeout: 6s\n")
                .change(
                        "  initial: 1s\n  factor: 2\n  max: 5m\n  attempts: 10\n",
                        "  initial: 200ms\n  factor: 2\n  max: 1s\n  attempts: 100\n")
                .write();
    }

    Company change(String from, String to) {
        assertThat(config).as("config/stockrelay.yaml of the sample").containsOnlyOnce(from);
        config = config.replace(from, to);
        return this;
    }

    Company write() throws IOException {
        Files.writeString(home.resolve("config/stockrelay.yaml"), config);
        return this;
    }

    Path home() {
        return home;
    }

    /** A table of the sample as rows by column name; split by hand, none of its cells is quoted. */
    static List<Map<String, String>> table(String file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(SAMPLE.resolve("mappings").resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        var names = lines.get(0).split(",", -1);
        return lines.subList(1, lines.size()).stream()
                .map(line -> row(names, line.split(",", -1)))
                .toList();
    }

    /** What its systems move without telling lots, by SKU. */
    static List<String> skusWithoutLots() {
        return table("items.csv").stream()
                .filter(row -> cell(row, "lots").isEmpty())
                .map(row -> cell(row, "sku"))
                .sorted()
                .toList();
    }

    /** One column by another. */
    static Map<String, String> pairs(String file, String key, String value) {
        var found = new TreeMap<String, String>();
        table(file).forEach(row -> found.put(cell(row, key), cell(row, value)));
        return found;
    }

    static String cell(Map<String, String> row, String column) {
        var value = row.get(column);
        assertThat(value).as("column %s of %s", column, row).isNotNull();
        return String.valueOf(value);
    }

    private static Map<String, String> row(String[] names, String[] cells) {
        assertThat(cells).hasSameSizeAs(names);
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], cells[i]);
        }
        return row;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
