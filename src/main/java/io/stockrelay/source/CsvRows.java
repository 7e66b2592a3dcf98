package io.stockrelay.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows one by one: a malformed row is told as such and the next one is read as if nothing had happened. */
final class CsvRows {

    /** Line breaks inside one quoted field, at most; more is a quote that somebody forgot to close. */
    static final int BREAKS_MAX = 20;

    static final int LINE_LENGTH_MAX = 100_000;

    private static final String QUOTES = "the quotes of the row do not match";

    /**
     * One row.
     *
     * @param columns null where it is malformed, then {@code problem} says why
     */
    record Row(
            long line,
            String raw,
            @Nullable Map<String, String> columns,
            @Nullable String problem) {}

    private final BufferedReader reader;
    private final CsvReader.CsvReaderBuilder csv;
    private final Deque<String> readAhead = new ArrayDeque<>();
    private List<String> header = List.of();
    private String headerRaw = "";
    private long line;

    CsvRows(BufferedReader reader, char separator) {
        this.reader = reader;
        csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true);
    }

    /** Reads the header; empty where the file is. */
    List<String> header() throws IOException {
        String first = nextLine();
        if (first != null) {
            headerRaw = first.startsWith("\uFEFF") ? first.substring(1) : first;
            header = fields(headerRaw).stream().map(String::strip).toList();
        }
        return header;
    }

    String headerRaw() {
        return headerRaw;
    }

    /** The next row that is not blank; null at the end. */
    @Nullable
    Row next() throws IOException {
        for (String text = nextLine(); text != null; text = nextLine()) {
            if (!text.isBlank()) {
                return row(text);
            }
        }
        return null;
    }

    private Row row(String first) throws IOException {
        long start = line;
        if (first.length() > LINE_LENGTH_MAX) {
            return new Row(
                    start,
                    first.substring(0, LINE_LENGTH_MAX),
                    null,
                    "the line is longer than " + LINE_LENGTH_MAX + " characters");
        }
        String raw = isOpen(first) ? joined(first) : first;
        if (isOpen(raw)) {
            return new Row(start, raw, null, QUOTES);
        }
        try {
            var fields = fields(raw);
            if (fields.size() != header.size()) {
                return new Row(
                        start, raw, null, "the row has " + fields.size() + " columns, the header has " + header.size());
            }
            var columns = new LinkedHashMap<String, String>(header.size() * 2);
            for (int i = 0; i < fields.size(); i++) {
                columns.put(header.get(i), fields.get(i));
            }
            return new Row(start, raw, columns, null);
        } catch (CsvParseException e) {
            return new Row(start, raw, null, QUOTES);
        }
    }

    private List<String> fields(String raw) {
        return csv.ofSingleCsvRecord(raw).getFields();
    }

    /** The row up to the line that closes its quote; the line alone where none does within reach. */
    private String joined(String first) throws IOException {
        var lines = new ArrayDeque<String>();
        var joined = new StringBuilder(first);
        while (lines.size() < BREAKS_MAX && joined.length() <= LINE_LENGTH_MAX) {
            String next = nextLine();
            if (next == null) {
                break;
            }
            lines.add(next);
            joined.append('\n').append(next);
            if (!isOpen(joined)) {
                return joined.toString();
            }
        }
        line -= lines.size();
        while (!lines.isEmpty()) {
            readAhead.addFirst(lines.removeLast());
        }
        return first;
    }

    private static boolean isOpen(CharSequence text) {
        boolean isOpen = false;
        for (int i = 0; i < text.length(); i++) {
            isOpen ^= text.charAt(i) == '"';
        }
        return isOpen;
    }

    private @Nullable String nextLine() throws IOException {
        String next = readAhead.isEmpty() ? reader.readLine() : readAhead.removeFirst();
        line += next == null ? 0 : 1;
        return next;
    }
}
