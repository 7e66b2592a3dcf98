package io.stockrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("unchecked") // generic varargs of maps
class ShopifySandboxTest extends ShopifyCalls {
    private static final String ERRORS = "/data/inventorySetQuantities/userErrors";

    @BeforeEach
    void seed() {
        server.shopify().seed("1001", "AO-1", "1", 10);
        server.shopify().seed("1001", "AO-1", "2", 4);
        server.shopify().seed("1002", "AO-2", "1", 7);
        server.shopify()
                .seedRows(List.of(
                        Map.of("item", "1003", "sku", "BUNDLE", "location", "1", "quantity", 1, "mutable", false),
                        Map.of("item", "1004", "sku", "AO-1", "location", "2", "quantity", 3, "active", false)));
    }

    @Test
    void a_matching_comparison_sets_the_quantity() throws Exception {
        Answer answer = set("k1", quantity(1001, 1, 12, 10), quantity(1001, 2, 0, 4));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at(ERRORS)).isEqualTo("[]");
        String changes = "/data/inventorySetQuantities/inventoryAdjustmentGroup/changes";
        assertThat(answer.json().at(changes)).hasSize(2);
        assertThat(answer.at(changes + "/0/delta")).isEqualTo("2");
        assertThat(answer.at(changes + "/1/quantityAfterChange")).isEqualTo("0");
        assertThat(answer.at(changes + "/1/location/id")).isEqualTo(location(2));
        assertThat(server.shopify().quantityOf(item(1001), location(1))).hasValue(12);
        assertThat(server.shopify().quantityOf("1001", "2")).hasValue(0);
    }

    @Test
    void an_explicit_null_opts_out_of_the_comparison() throws Exception {
        Answer answer = set("k1", quantity(1001, 1, 99, null));

        assertThat(answer.at(ERRORS)).isEqualTo("[]");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(99);
    }

    @Test
    void an_unchanged_quantity_gives_no_group_and_no_error() throws Exception {
        Answer answer = set("k1", quantity(1001, 1, 10, 10));

        assertThat(answer.at("/data/inventorySetQuantities/inventoryAdjustmentGroup"))
                .isEqualTo("null");
        assertThat(answer.at(ERRORS)).isEqualTo("[]");
    }

    @Test
    void a_stale_comparison_refuses_the_whole_call_and_names_the_index() throws Exception {
        Answer answer = set("k1", quantity(1001, 1, 12, 10), quantity(1002, 1, 5, 6));

        assertThat(answer.at(ERRORS + "/0/code")).isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(answer.at(ERRORS + "/0/field")).isEqualTo("[\"input\",\"quantities\",\"1\",\"changeFromQuantity\"]");
        assertThat(answer.at("/data/inventorySetQuantities/inventoryAdjustmentGroup"))
                .isEqualTo("null");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);
        assertThat(server.shopify().counters().of(Count.STALE)).isEqualTo(1);
    }

    @Test
    void a_sale_in_the_shop_makes_the_old_comparison_stale() throws Exception {
        assertThat(server.shopify().sell("1001/1", 3)).isEqualTo(SandboxChannel.Sale.SOLD);

        Answer answer = set("k1", quantity(1001, 1, 9, 10));

        assertThat(answer.at(ERRORS + "/0/code")).isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(7);
    }

    @Test
    void on_hand_includes_what_is_sold_but_not_shipped() throws Exception {
        server.shopify().sell("1001/1", 3);
        Map<String, Object> input = input(List.of(quantity(1001, 1, 20, 10)));
        input.put("name", "on_hand");

        Answer answer = graphql(document("set-quantities"), Map.of("key", "k1", "input", input));

        assertThat(answer.at(ERRORS)).isEqualTo("[]");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(17);
    }

    @ParameterizedTest
    @CsvSource({
        "9999, 1, 5, INVALID_INVENTORY_ITEM, inventoryItemId",
        "1001, 9, 5, INVALID_LOCATION, locationId",
        "1003, 1, 5, NON_MUTABLE_INVENTORY_ITEM, inventoryItemId",
        "1001, 1, -1, INVALID_QUANTITY_NEGATIVE, quantity",
        "1001, 1, -1000000001, INVALID_QUANTITY_TOO_LOW, quantity",
        "1001, 1, 1000000001, INVALID_QUANTITY_TOO_HIGH, quantity"
    })
    void a_bad_entry_refuses_the_whole_call(int item, int location, long quantity, String code, String field)
            throws Exception {
        Answer answer = set("k1", quantity(1002, 1, 6, null), quantity(item, location, quantity, null));

        assertThat(answer.at(ERRORS + "/0/code")).isEqualTo(code);
        assertThat(answer.at(ERRORS + "/0/field/2")).isEqualTo("1");
        assertThat(answer.at(ERRORS + "/0/field/3")).isEqualTo(field);
        assertThat(server.shopify().quantityOf("1002/1")).hasValue(7);
    }

    @ParameterizedTest
    @CsvSource({
        "name, incoming, INVALID_NAME",
        "reason, because, INVALID_REASON",
        "referenceDocumentUri, gid://shopify/Order/1, INVALID_REFERENCE_DOCUMENT",
        "referenceDocumentUri, no uri, INVALID_REFERENCE_DOCUMENT"
    })
    void a_bad_header_refuses_the_whole_call(String field, String value, String code) throws Exception {
        Map<String, Object> input = input(List.of(quantity(1001, 1, 5, null)));
        input.put(field, value);

        Answer answer = graphql(document("set-quantities"), Map.of("key", "k1", "input", input));

        assertThat(answer.at(ERRORS + "/0/code")).isEqualTo(code);
        assertThat(answer.at(ERRORS + "/0/field")).isEqualTo("[\"input\",\"" + field + "\"]");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);
    }

    @Test
    void the_same_item_and_location_twice_in_a_call_is_refused() throws Exception {
        Answer answer = set("k1", quantity(1001, 1, 5, null), quantity(1001, 1, 6, null));

        assertThat(answer.at(ERRORS + "/0/code")).isEqualTo("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR");
        assertThat(answer.at(ERRORS + "/0/field/2")).isEqualTo("1");
    }

    @Test
    void two_hundred_and_fifty_quantities_pass_and_one_more_does_not() throws Exception {
        IntStream.range(0, 251).forEach(i -> server.shopify().seed("" + (2000 + i), "M-" + i, "1", 0));
        List<Map<String, Object>> many = new ArrayList<>();
        IntStream.range(0, 251).forEach(i -> many.add(quantity(2000 + i, 1, i, 0)));

        Answer tooMany = graphql(document("set-quantities"), variables("k1", many));
        Answer enough = graphql(document("set-quantities"), variables("k2", many.subList(0, 250)));

        assertThat(tooMany.at("/errors/0/extensions/code")).isEqualTo("MAX_INPUT_SIZE_EXCEEDED");
        assertThat(enough.at(ERRORS)).isEqualTo("[]");
        assertThat(server.shopify().counters().of(Count.WRITES)).isEqualTo(250);
        assertThat(server.shopify().counters().maxInOneCall()).isEqualTo(250);
    }

    @Test
    void changeFromQuantity_must_be_present() throws Exception {
        Answer answer = set("k1", without(quantity(1001, 1, 5, null), "changeFromQuantity"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/errors/0/extensions/code")).isEqualTo("INVALID_FIELD_ARGUMENTS");
        assertThat(answer.at("/errors/0/message"))
                .isEqualTo("InventoryQuantityInput must include the following argument: changeFromQuantity.");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);
    }

    @ParameterizedTest
    @CsvSource({"set-quantities", "activate"})
    void a_mutation_without_the_idempotent_directive_is_refused(String name) throws Exception {
        String bare = document(name).replace(" @idempotent(key: $key)", "").replace(", $key: String!", "");

        Answer answer = graphql(
                bare,
                Map.of(
                        "input", input(List.of(quantity(1001, 1, 5, null))),
                        "item", item(1001),
                        "location", location(1)));

        assertThat(answer.at("/errors/0/extensions/code")).isEqualTo("BAD_REQUEST");
        assertThat(answer.at("/errors/0/message")).contains("@idempotent");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);
    }

    @Test
    void the_same_key_and_variables_get_the_first_answer_without_a_second_write() throws Exception {
        Answer first = set("k1", quantity(1001, 1, 12, 10));
        server.shopify().sell("1001/1", 5);

        Answer again = set("k1", quantity(1001, 1, 12, 10));

        assertThat(again.json().get("data")).isEqualTo(first.json().get("data"));
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(7);
        assertThat(server.shopify().counters().of(Count.REPLAYED)).isEqualTo(1);
        assertThat(server.shopify().journal().writesOf("1001/1")).hasSize(1);
    }

    @Test
    void the_same_key_with_other_variables_is_a_mismatch() throws Exception {
        set("k1", quantity(1001, 1, 12, 10));

        Answer other = set("k1", quantity(1001, 1, 13, 12));

        assertThat(other.at(ERRORS + "/0/code")).isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(12);
    }

    @Test
    void a_key_is_forgotten_after_24_hours() throws Exception {
        set("k1", quantity(1001, 1, 12, 10));
        clock.advance(Duration.ofHours(24));

        Answer again = set("k1", quantity(1001, 1, 12, 10));

        assertThat(again.at(ERRORS + "/0/code")).isEqualTo("CHANGE_FROM_QUANTITY_STALE");
    }

    @Test
    void up_to_2026_07_an_item_must_be_stocked_at_the_location_and_since_then_not() throws Exception {
        Map<String, Object> old = variables("k1", List.of(quantity(1004, 2, 5, null)));
        Map<String, Object> now = variables("k2", List.of(quantity(1004, 2, 5, null)));

        Answer refused = graphql("2026-07", document("set-quantities"), old);
        Answer accepted = graphql("2026-10", document("set-quantities"), now);

        assertThat(refused.at(ERRORS + "/0/code")).isEqualTo("ITEM_NOT_STOCKED_AT_LOCATION");
        assertThat(accepted.at(ERRORS)).isEqualTo("[]");
        assertThat(server.shopify().quantityOf("1004/2")).hasValue(5);
        assertThat(server.shopify().isActive("1004", "2")).isFalse();
    }

    @Test
    void activation_keeps_the_quantity() throws Exception {
        Answer answer = graphql(document("activate"), Map.of("key", "k1", "item", item(1004), "location", location(2)));

        assertThat(answer.at("/data/inventoryActivate/userErrors")).isEqualTo("[]");
        assertThat(answer.at("/data/inventoryActivate/inventoryLevel/isActive")).isEqualTo("true");
        assertThat(server.shopify().isActive("1004", "2")).isTrue();
        assertThat(server.shopify().quantityOf("1004/2")).hasValue(3);
    }

    @Test
    void many_quantities_are_read_in_one_call_also_inactive_ones() throws Exception {
        Answer answer = graphql(
                document("read-quantities"),
                Map.of(
                        "items", List.of(item(1001), item(1004), item(9999)),
                        "location", location(2),
                        "names", List.of("available", "on_hand")));

        assertThat(answer.at("/data/nodes/0/inventoryLevel/quantities/0/quantity"))
                .isEqualTo("4");
        assertThat(answer.at("/data/nodes/1/inventoryLevel/isActive")).isEqualTo("false");
        assertThat(answer.at("/data/nodes/1/inventoryLevel/quantities/1/quantity"))
                .isEqualTo("3");
        assertThat(answer.at("/data/nodes/2")).isEqualTo("null");
    }

    @Test
    void items_are_found_by_sku_and_one_sku_may_have_several() throws Exception {
        Map<String, Object> variables = new HashMap<>();
        variables.put("query", "sku:'AO-1' OR sku:\"AO-2\"");
        variables.put("first", 2);
        variables.put("after", null);
        Answer first = graphql(document("find-inventory-items"), variables);
        variables.put("after", first.at("/data/inventoryItems/pageInfo/endCursor"));
        Answer second = graphql(document("find-inventory-items"), variables);

        assertThat(first.json().at("/data/inventoryItems/nodes").findValuesAsText("legacyResourceId"))
                .containsExactly("1001", "1002");
        assertThat(first.at("/data/inventoryItems/pageInfo/hasNextPage")).isEqualTo("true");
        assertThat(second.json().at("/data/inventoryItems/nodes").findValuesAsText("sku"))
                .containsExactly("AO-1");
        assertThat(second.at("/data/inventoryItems/pageInfo/hasNextPage")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({
        "ignoreCompareQuantity: true, quantities, ignoreCompareQuantity",
        "quantities, quantity_s, quantity_s",
        "reason: \"correction\", note: \"x\", note"
    })
    void what_the_schema_does_not_know_is_refused(String part, String replacement, String named) throws Exception {
        String literal = "mutation { inventorySetQuantities(input: {name: \"available\", reason: \"correction\","
                + " quantities: []}) @idempotent(key: \"k\") { userErrors { code } } }";
        String broken = part.startsWith("ignore")
                ? literal.replace("quantities:", part + ", " + replacement + ":")
                : literal.replace(part, replacement);

        Answer answer = graphql(broken, Map.of());

        assertThat(answer.json().has("data") && !answer.json().get("data").isNull())
                .isFalse();
        assertThat(answer.at("/errors/0/message")).contains(named);
    }

    @Test
    void a_fraction_is_no_quantity() throws Exception {
        Map<String, Object> entry = new LinkedHashMap<>(quantity(1001, 1, 5, null));
        entry.put("quantity", 5.5);

        Answer answer = set("k1", entry);

        assertThat(answer.at("/errors/0/message")).contains("Double");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);
    }

    @Test
    void every_answer_tells_its_cost() throws Exception {
        Answer answer = set("k1", quantity(1001, 1, 12, 10));

        assertThat(answer.at("/extensions/cost/requestedQueryCost")).isEqualTo("10");
        assertThat(answer.at("/extensions/cost/throttleStatus/maximumAvailable"))
                .isEqualTo("2000");
        assertThat(answer.at("/extensions/cost/throttleStatus/currentlyAvailable"))
                .isEqualTo("1990");
        assertThat(answer.at("/extensions/cost/throttleStatus/restoreRate")).isEqualTo("100");
    }

    @Test
    void an_empty_bucket_throttles_with_200_and_without_data_until_it_is_restored() throws Exception {
        server.shopify().pace(new Pacing(15, 5));
        set("k1", quantity(1001, 1, 12, 10));

        Answer throttled = set("k2", quantity(1001, 1, 13, 12));
        clock.advance(Duration.ofSeconds(1));
        Answer restored = set("k2", quantity(1001, 1, 13, 12));

        assertThat(throttled.status()).isEqualTo(200);
        assertThat(throttled.json().has("data")).isFalse();
        assertThat(throttled.at("/errors/0/extensions/code")).isEqualTo("THROTTLED");
        assertThat(throttled.at("/extensions/cost/actualQueryCost")).isEqualTo("null");
        assertThat(throttled.at("/extensions/cost/throttleStatus/currentlyAvailable"))
                .isEqualTo("5");
        assertThat(restored.at(ERRORS)).isEqualTo("[]");
        assertThat(server.shopify().counters().of(Count.THROTTLED)).isEqualTo(1);
    }

    @Test
    void a_query_above_1000_points_is_refused_whatever_the_bucket_holds() throws Exception {
        server.shopify().pace(Pacing.LIFTED);
        Answer answer = graphql(
                "{ inventoryItems(first: 250) { nodes { inventoryLevels(first: 10) { nodes { id } } } } }", Map.of());

        assertThat(answer.at("/errors/0/extensions/code")).isEqualTo("MAX_COST_EXCEEDED");
    }

    @ParameterizedTest
    @CsvSource({
        "/shopify/acme-outdoor/admin/api/2026-10/graphql.json, wrong, application/json, {}, 401",
        "/shopify/acme-outdoor/admin/api/2026-10/graphql.json, '', application/json, {}, 401",
        "/shopify/acme-outdoor/admin/api/2025-10/graphql.json, right, application/json, {}, 404",
        "/shopify/other-shop/admin/api/2026-10/graphql.json, right, application/json, {}, 404",
        "/shopify/acme-outdoor/admin/api/2026-10/graphql.json, right, text/plain, {}, 415",
        "/shopify/acme-outdoor/admin/api/2026-10/graphql.json, right, application/json, {}, 400",
        "/shopify/acme-outdoor/admin/api/2026-10/graphql.json, right, application/json, [1, 400"
    })
    void what_is_not_a_proper_call_is_refused(String path, String token, String type, String body, int status)
            throws Exception {
        String given = token.equals("right") ? settings.shopify().accessToken() : token;

        Answer answer = send(to(path).header("Content-Type", type)
                .header("X-Shopify-Access-Token", given)
                .POST(BodyPublishers.ofString(body)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().has("errors")).isTrue();
    }
}
