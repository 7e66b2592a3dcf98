package io.stockrelay.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of an address behind its question mark; what was not given is left out. */
final class Query {

    private final Map<String, String> given = new LinkedHashMap<>();

    Query with(String name, @Nullable Object value) {
        if (value != null) {
            given.put(name, value.toString());
        }
        return this;
    }

    Query with(Map<String, String> values) {
        given.putAll(values);
        return this;
    }

    @Override
    public String toString() {
        return given.isEmpty()
                ? ""
                : given.entrySet().stream()
                        .map(one -> one.getKey() + "=" + Instance.encoded(one.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
