package io.stockrelay.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One row of a seed, read strictly. */
final class SeedRow {
    private final Map<String, Object> fields;

    SeedRow(Map<String, Object> fields, Set<String> known) {
        this.fields = fields;
        Set<String> unknown = new TreeSet<>(fields.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new RefusedRequest("unknown " + unknown + " in a listing; there are " + new TreeSet<>(known));
        }
    }

    String text(String name) {
        Object value = fields.get(name);
        if (value == null || value.toString().isBlank()) {
            throw new RefusedRequest(name + " is missing in listing " + fields);
        }
        return value.toString();
    }

    String text(String name, String otherwise) {
        return fields.containsKey(name) ? text(name) : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        Object value = fields.getOrDefault(name, otherwise);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new RefusedRequest(name + " must be true or false: " + value);
    }

    long quantity() {
        Object value = fields.getOrDefault("quantity", 0);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        throw new RefusedRequest("quantity must be a whole number: " + value);
    }
}
