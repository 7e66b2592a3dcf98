package io.stockrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of a stock call of the dealer portal: its items, or the first thing wrong with its form. */
record DealerItems(List<Item> items, int count, Optional<String> problem) {
    private static final Set<String> FIELDS = Set.of("article", "depot", "quantity");

    static DealerItems read(String body) {
        JsonNode items = Json.object(body).map(object -> object.path("items")).orElseGet(Json.MAPPER::createObjectNode);
        if (!items.isArray() || items.isEmpty()) {
            return wrong(0, "items must be an array with at least one item");
        }
        List<Item> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            Optional<String> problem = problem(item);
            if (problem.isPresent()) {
                return wrong(items.size(), "items[" + i + "]: " + problem.get());
            }
            Item one = new Item(
                    item.get("article").textValue(),
                    item.get("depot").textValue(),
                    item.get("quantity").longValue());
            if (!seen.add(one.listing())) {
                return wrong(items.size(), "items[" + i + "]: " + one.listing() + " comes twice in one call");
            }
            read.add(one);
        }
        return new DealerItems(List.copyOf(read), read.size(), Optional.empty());
    }

    private static Optional<String> problem(JsonNode item) {
        if (!item.isObject()) {
            return Optional.of("must be an object");
        }
        for (String field : List.of("article", "depot")) {
            if (item.path(field).asText().isBlank() || !item.path(field).isTextual()) {
                return Optional.of(field + " must be a text: " + item.path(field));
            }
        }
        JsonNode quantity = item.path("quantity");
        if (!quantity.isIntegralNumber() || !quantity.canConvertToLong()) {
            return Optional.of("quantity must be a whole number: " + quantity);
        }
        List<String> names = new ArrayList<>();
        item.fieldNames().forEachRemaining(names::add);
        return names.stream().filter(name -> !FIELDS.contains(name)).findFirst().map(name -> "unknown field " + name);
    }

    private static DealerItems wrong(int count, String problem) {
        return new DealerItems(List.of(), count, Optional.of(problem));
    }

    /** One article's quantity at one depot. */
    record Item(String article, String depot, long quantity) {
        String listing() {
            return DealerSandbox.listing(article, depot);
        }
    }
}
