package io.stockrelay.channel.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The documents we send, and the JSON around them. */
final class GraphQl {

    /** Nulls are written: a mapper that drops them would take the write's condition away. */
    static final ObjectMapper JSON = JsonMapper.builder().build();

    static final String SET_QUANTITIES = document("set-quantities");
    static final String READ_QUANTITIES = document("read-quantities");
    static final String CHANGED_ORDERS = document("changed-orders");
    static final String ORDER_LINES = document("order-lines");

    private GraphQl() {}

    static byte[] request(String document, Map<String, Object> variables) {
        var request = new LinkedHashMap<String, Object>();
        request.put("query", document);
        request.put("variables", variables);
        try {
            return JSON.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("variables of ours are always writable", e);
        }
    }

    private static String document(String name) {
        var file = "/graphql/shopify/" + name + ".graphql";
        try (var in = Objects.requireNonNull(GraphQl.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
