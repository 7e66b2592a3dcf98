package io.stockrelay.availability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The compact JSON form in which explanations are stored. */
public final class ExplanationJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private ExplanationJson() {}

    /** One line without blanks. */
    public static String write(Explanation explanation) {
        try {
            return JSON.writeValueAsString(explanation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an explanation is always writable", e);
        }
    }

    /**
     * @throws IllegalArgumentException where the text is not an explanation
     */
    public static Explanation read(String json) {
        try {
            return JSON.readValue(json, Explanation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a stored explanation: " + e.getOriginalMessage(), e);
        }
    }
}
