package io.stockrelay.deadletter.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.deadletter.ContentKey;
import io.stockrelay.deadletter.Redaction;
import io.stockrelay.shared.Delivery;
import java.util.Arrays;
import java.util.UUID;

/** A delivery as its row in dead_letter_message: bounded, and without secrets. */
record KeptMessage(UUID contentKey, Delivery delivery, String headersJson, byte[] bytes) {

    static final int BYTES_MAX = 20 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    static KeptMessage of(Delivery delivery) {
        byte[] whole = delivery.bytes();
        byte[] bytes = whole.length > BYTES_MAX ? Arrays.copyOf(whole, BYTES_MAX) : whole;
        return new KeptMessage(ContentKey.ofMessage(delivery), delivery, headersJson(delivery), bytes);
    }

    private static String headersJson(Delivery delivery) {
        try {
            return JSON.writeValueAsString(Redaction.headers(delivery.headers()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }
}
