package io.stockrelay.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object so that nothing in it can be meant and not heard: no field twice, nothing behind its end. */
final class StrictBody {

    private static final int NESTING_MAX = 20;
    private static final int NUMBER_DIGITS_MAX = 60;
    private static final int TEXT_MAX = 20_000;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(NESTING_MAX)
                            .maxNumberLength(NUMBER_DIGITS_MAX)
                            .maxStringLength(TEXT_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictBody() {}

    /** The fields of the body; none of an empty one. */
    static Fields read(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return new Fields(JsonNodeFactory.instance.objectNode(), "");
        }
        JsonNode node = parse(body);
        if (!(node instanceof ObjectNode object)) {
            throw ApiProblem.of(ProblemKind.INVALID, "the body must be one JSON object { … }; nothing was changed");
        }
        return new Fields(object, "");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw ApiProblem.of(
                    ProblemKind.NOT_PARSEABLE,
                    "the body is no valid JSON"
                            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()) + ": "
                            + ApiProblem.shown(String.valueOf(e.getOriginalMessage())) + "; nothing was changed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
