package io.stockrelay.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls to the simulated shop with the very documents that the Shopify channel sends. */
abstract class ShopifyCalls extends SandboxTest {
    static final String VERSION = "2026-10";

    Answer graphql(String query, Map<String, ?> variables) throws IOException, InterruptedException {
        return graphql(VERSION, query, variables);
    }

    Answer graphql(String version, String query, Map<String, ?> variables) throws IOException, InterruptedException {
        return send(to("/shopify/acme-outdoor/admin/api/" + version + "/graphql.json")
                .header("Content-Type", "application/json")
                .header("X-Shopify-Access-Token", settings.shopify().accessToken())
                .POST(BodyPublishers.ofString(Json.text(Map.of("query", query, "variables", variables)))));
    }

    Answer set(String key, Map<String, ?>... quantities) throws IOException, InterruptedException {
        return graphql(document("set-quantities"), variables(key, List.of(quantities)));
    }

    static Map<String, Object> variables(String key, List<? extends Map<String, ?>> quantities) {
        return Map.of("key", key, "input", input(quantities));
    }

    static Map<String, Object> input(List<? extends Map<String, ?>> quantities) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("name", "available");
        input.put("reason", "correction");
        input.put("referenceDocumentUri", "gid://stockrelay/Publication/1");
        input.put("quantities", new ArrayList<>(quantities));
        return input;
    }

    /** Compare-and-set; with {@code from} null the comparison is opted out of. */
    static Map<String, Object> quantity(int item, int location, long quantity, @Nullable Integer from) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("inventoryItemId", item(item));
        entry.put("locationId", location(location));
        entry.put("quantity", quantity);
        entry.put("changeFromQuantity", from);
        return entry;
    }

    static Map<String, Object> without(Map<String, Object> entry, String field) {
        Map<String, Object> less = new LinkedHashMap<>(entry);
        less.remove(field);
        return less;
    }

    static String item(int number) {
        return "gid://shopify/InventoryItem/" + number;
    }

    static String location(int number) {
        return "gid://shopify/Location/" + number;
    }

    static String document(String name) throws IOException {
        try (InputStream in = ShopifyCalls.class.getResourceAsStream("/graphql/shopify/" + name + ".graphql")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
