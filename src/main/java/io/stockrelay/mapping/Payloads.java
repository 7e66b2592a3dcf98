package io.stockrelay.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.stockrelay.shared.Delivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads payloads of any supported format as JSON, with a limit on everything. */
final class Payloads {

    static final int NESTING_MAX = 200;
    static final int TEXT_LENGTH_MAX = 1_000_000;
    static final int NUMBER_LENGTH_MAX = 100;
    static final int NAME_LENGTH_MAX = 1_000;
    static final int CSV_ROWS_MAX = 100_000;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxStringLength(TEXT_LENGTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .maxNameLength(NAME_LENGTH_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Payloads() {}

    static JsonNode read(Format format, Delivery delivery) throws Unreadable {
        return switch (format) {
            case JSON -> json(utf8(delivery.bytes(), "JSON"));
            case XML -> XmlTree.read(delivery.bytes());
            case CSV -> csv(decode(delivery.bytes(), charset(delivery.contentType()), "CSV"));
        };
    }

    static JsonNode json(String text) throws Unreadable {
        JsonNode parsed;
        try {
            parsed = JSON.readTree(text);
        } catch (StreamConstraintsException tooMuch) {
            throw new Unreadable("JSON beyond a limit: " + limit(tooMuch.getOriginalMessage()) + place(tooMuch));
        } catch (JsonProcessingException malformed) {
            throw new Unreadable("not valid JSON: " + shortened(words(malformed)) + place(malformed));
        }
        if (parsed.isMissingNode()) {
            throw new Unreadable("the payload is empty");
        }
        return parsed;
    }

    /** Without the list of everything that JSON has. */
    private static String words(JsonProcessingException malformed) {
        return malformed
                .getOriginalMessage()
                .replaceAll("(a valid value )?\\(JSON String, [^)]*\\)", "a value")
                .replaceAll(" \\(code \\d+\\)", "");
    }

    /** Jackson has no codes for its limits, and its words name its own classes. */
    private static String limit(String words) {
        if (words.contains("nesting depth")) {
            return "nesting deeper than " + NESTING_MAX + " levels";
        }
        if (words.startsWith("Number")) {
            return "a number of more than " + NUMBER_LENGTH_MAX + " digits";
        }
        return "a text or name of more than " + (words.startsWith("Name") ? NAME_LENGTH_MAX : TEXT_LENGTH_MAX)
                + " characters";
    }

    private static String place(JsonProcessingException broken) {
        var location = broken.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static JsonNode csv(String text) throws Unreadable {
        var rows = JsonNodeFactory.instance.arrayNode();
        try (var records = CsvReader.builder()
                .skipEmptyLines(true)
                .fieldSeparator(separator(text))
                .ofNamedCsvRecord(text)) {
            for (var line : records) {
                if (line.getFieldCount() != line.getHeader().size()) {
                    throw new Unreadable("not valid CSV: line " + line.getStartingLineNumber() + " has "
                            + line.getFieldCount() + " fields, the header has "
                            + line.getHeader().size());
                }
                add(rows, line.getFieldsAsMap());
            }
        } catch (CsvParseException broken) {
            var cause = broken.getCause() == null ? broken : broken.getCause();
            throw new Unreadable("not valid CSV: " + shortened(String.valueOf(cause.getMessage())));
        } catch (IOException impossible) {
            throw new Unreadable("not readable: " + impossible.getMessage());
        }
        return rows;
    }

    private static void add(ArrayNode rows, Map<String, String> fields) throws Unreadable {
        if (rows.size() == CSV_ROWS_MAX) {
            throw new Unreadable("more than " + CSV_ROWS_MAX + " rows in one message: send a file instead");
        }
        var row = rows.addObject();
        fields.forEach(row::put);
    }

    /** Whichever of comma, semicolon, tab and bar the header has most of. */
    private static char separator(String text) {
        int end = text.indexOf('\n');
        var header = end < 0 ? text : text.substring(0, end);
        char best = ',';
        for (char candidate : new char[] {';', '\t', '|'}) {
            if (count(header, candidate) > count(header, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(character -> character == wanted).count();
    }

    private static Charset charset(@Nullable String contentType) throws Unreadable {
        var text = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int at = text.indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        var name =
                text.substring(at + "charset=".length()).split("[;\\s]", 2)[0].replace("\"", "");
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw new Unreadable("the character set '" + shortened(name) + "' is not known");
        }
    }

    static String utf8(byte[] bytes, String format) throws Unreadable {
        if (bytes.length >= 2 && (bytes[0] == 0) != (bytes[1] == 0)) {
            throw new Unreadable(
                    "the " + format + " is not UTF-8 but looks like UTF-16: the sender must encode it as" + " UTF-8");
        }
        return decode(bytes, StandardCharsets.UTF_8, format);
    }

    static String decode(byte[] bytes, Charset charset, String format) throws Unreadable {
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException wrongEncoding) {
            throw new Unreadable("the " + format + " is not " + charset.name() + " as it should be: the sender must"
                    + " encode it so, or name another character set where the format has a place for it");
        }
    }

    static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
