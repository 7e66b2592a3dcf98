package io.stockrelay.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Takes personal data out of a JSON message: the value of every field with one of the given names becomes null, at any
 * depth. All the rest stays as it is written, numbers too.
 */
public final class PersonalFields {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String REMOVED = "removed: this was no JSON, so that its personal data could not be told from"
            + " the rest. Ask the sender for it again";

    private PersonalFields() {}

    /** What is no JSON cannot be cleaned, so that nothing of it is kept. */
    public static byte[] removed(byte[] message, Set<String> names) {
        if (names.isEmpty()) {
            return message;
        }
        var kept = new ByteArrayOutputStream(message.length);
        try (var parser = JSON.createParser(message);
                var generator = JSON.createGenerator(kept)) {
            copy(parser, generator, names);
        } catch (IOException notJson) {
            return REMOVED.getBytes(StandardCharsets.UTF_8);
        }
        return kept.toByteArray();
    }

    private static void copy(JsonParser parser, JsonGenerator generator, Set<String> names) throws IOException {
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            generator.copyCurrentEventExact(parser);
            if (token == JsonToken.FIELD_NAME && names.contains(parser.currentName())) {
                parser.nextToken();
                parser.skipChildren();
                generator.writeNull();
            }
        }
    }
}
