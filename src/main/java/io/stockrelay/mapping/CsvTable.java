package io.stockrelay.mapping;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stockrelay.shared.Problem;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads one CSV table of {@code mappings/}, line by line, and notes what is wrong with it. */
final class CsvTable {

    private static final int PROBLEMS_MAX = 100;

    private final Path home;
    private final String file;
    private final List<Problem> problems;
    private int found;

    CsvTable(Path home, String file, List<Problem> problems) {
        this.home = home;
        this.file = file;
        this.problems = problems;
    }

    /** One line under the header. */
    record Row(long line, Map<String, Integer> columns, List<String> fields) {

        /** The field without blanks around; empty where the table has no such column. */
        String field(String column) {
            var index = columns.get(column);
            return index == null ? "" : fields.get(index).strip();
        }
    }

    boolean exists() {
        return Files.isRegularFile(home.resolve(file));
    }

    String file() {
        return file;
    }

    /** Hands every line to the consumer, unless the header lacks a column or names one that is not known. */
    void read(List<String> required, List<String> optional, boolean furtherColumns, Consumer<Row> consumer) {
        // a decoder of its own, because FastCSV's would put a replacement for what it cannot read
        var decoder = StandardCharsets.UTF_8.newDecoder();
        try (var reader = new InputStreamReader(Files.newInputStream(home.resolve(file)), decoder);
                var records = CsvReader.builder()
                        .skipEmptyLines(true)
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .ofCsvRecord(reader)) {
            Map<String, Integer> columns = Map.of();
            long size = -1;
            for (var csv : records) {
                if (size < 0) {
                    columns = header(csv);
                    size = csv.getFieldCount();
                    if (!isComplete(columns, required, optional, furtherColumns)) {
                        return;
                    }
                } else {
                    take(csv, columns, size, consumer);
                }
            }
            if (size < 0) {
                problem(
                        1,
                        "empty-table",
                        "the table is empty",
                        "Write the header: " + String.join(",", required) + ".");
            }
        } catch (CharacterCodingException wrongEncoding) {
            notUtf8();
        } catch (CsvParseException broken) {
            problem(0, "csv", "not readable as CSV: " + told(broken), "Look for a quote that is open or too many.");
        } catch (UncheckedIOException | IOException unreadable) {
            if (unreadable.getCause() instanceof CharacterCodingException) {
                notUtf8();
            } else {
                problem(0, "unreadable", "cannot be read: " + unreadable.getMessage(), "Check its permissions.");
            }
        }
    }

    private static String told(CsvParseException broken) {
        var cause = broken.getCause();
        return broken.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
    }

    private void notUtf8() {
        problem(0, "encoding", "the table is not UTF-8", "Save it as UTF-8.");
    }

    private void take(CsvRecord csv, Map<String, Integer> columns, long size, Consumer<Row> consumer) {
        if (csv.getFieldCount() == size) {
            consumer.accept(new Row(csv.getStartingLineNumber(), columns, csv.getFields()));
        } else {
            problem(
                    csv.getStartingLineNumber(),
                    "field-count",
                    "the line has " + csv.getFieldCount() + " fields, the header has " + size,
                    "Add or remove a comma, or put the field in quotes.");
        }
    }

    private static Map<String, Integer> header(CsvRecord csv) {
        var columns = new HashMap<String, Integer>();
        for (int index = 0; index < csv.getFieldCount(); index++) {
            var name = csv.getField(index).strip();
            columns.putIfAbsent(index == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name, index);
        }
        return columns;
    }

    private boolean isComplete(
            Map<String, Integer> columns, List<String> required, List<String> optional, boolean furtherColumns) {
        int before = found;
        for (var name : required) {
            if (!columns.containsKey(name)) {
                problem(1, "missing-column", "the header lacks the column '" + name + "'", "Add it.");
            }
        }
        for (var name : columns.keySet()) {
            if (!furtherColumns && !required.contains(name) && !optional.contains(name)) {
                problem(
                        1,
                        "unknown-column",
                        "the column '" + name + "' is not known",
                        "Known: " + String.join(", ", required)
                                + (optional.isEmpty() ? "." : ", " + String.join(", ", optional) + "."));
            }
        }
        return found == before;
    }

    void problem(long line, String code, String message, String fix) {
        found++;
        if (found <= PROBLEMS_MAX) {
            problems.add(Problem.error(code, file, line, message, fix));
        } else if (found == PROBLEMS_MAX + 1) {
            problems.add(
                    Problem.error("more", file, line, "more problems follow from here", "Mend the ones above first."));
        }
    }
}
