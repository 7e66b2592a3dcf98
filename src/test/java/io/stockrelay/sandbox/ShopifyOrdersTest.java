package io.stockrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated shop shows its orders as the real one does, to the very documents that polls send. */
class ShopifyOrdersTest extends ShopifyCalls {

    @BeforeEach
    void seed() {
        server.shopify().seed("1001", "AO-1", "1", 100);
        server.shopify().seed("1002", "AO-2", "1", 100);
    }

    @Test
    void orders_come_by_their_last_change_page_by_page() throws Exception {
        var start = clock.instant();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(order("1001/1", 1));
            clock.advance(Duration.ofSeconds(1));
        }
        cancel(ids.get(1));

        var first = changed("updated_at:>='" + start.plusSeconds(1) + "'", 2, null);
        var second = changed("updated_at:>='" + start.plusSeconds(1) + "'", 2, cursor(first));

        assertThat(numbers(first)).containsExactly(ids.get(2), ids.get(3));
        assertThat(first.at("/data/orders/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(numbers(second)).containsExactly(ids.get(4), ids.get(1));
        assertThat(second.at("/data/orders/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(second.at("/data/orders/nodes/1/cancelReason").asText()).isEqualTo("CUSTOMER");
        assertThat(second.at("/data/orders/nodes/1/lineItems/nodes/0/currentQuantity")
                        .asLong())
                .isZero();
    }

    @Test
    void an_order_that_changes_between_two_pages_is_not_missed() throws Exception {
        var start = clock.instant();
        var ids = List.of(order("1001/1", 1), order("1001/1", 1), order("1001/1", 1));
        clock.advance(Duration.ofSeconds(5));
        var first = changed("updated_at:>='" + start + "'", 2, null);
        cancel(ids.get(0));

        assertThat(numbers(changed("updated_at:>='" + start + "'", 2, cursor(first))))
                .containsExactly(ids.get(2), ids.get(0));
    }

    @Test
    void an_order_has_its_lines_in_pages_too() throws Exception {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            lines.add("{\"listing\":\"100" + (1 + i % 2) + "/1\",\"quantity\":1}");
        }
        var number = post("/sandbox/shopify/orders", "{\"lines\":[" + String.join(",", lines) + "]}")
                .at("/order");

        var page = changed("updated_at:>='" + clock.instant() + "'", 5, null);
        var shown = page.at("/data/orders/nodes/0/lineItems");
        var rest = graphql(
                        document("order-lines"),
                        Map.of(
                                "id",
                                "gid://shopify/Order/" + number,
                                "first",
                                100,
                                "after",
                                shown.at("/pageInfo/endCursor").asText()))
                .json();

        assertThat(shown.at("/nodes")).hasSize(10);
        assertThat(shown.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(rest.at("/data/order/lineItems/nodes")).hasSize(2);
        assertThat(rest.at("/data/order/lineItems/nodes/1/sku").asText()).isEqualTo("AO-2");
        assertThat(rest.at("/data/order/updatedAt")).isEqualTo(page.at("/data/orders/nodes/0/updatedAt"));
    }

    @Test
    void a_page_of_orders_costs_what_it_may_hold() throws Exception {
        var page = changed("updated_at:>='" + clock.instant() + "'", 20, null);

        assertThat(page.at("/extensions/cost/requestedQueryCost").asLong()).isBetween(400L, 500L);
        assertThat(graphql(document("changed-orders"), variables("updated_at:>='" + clock.instant() + "'", 250, null))
                        .at("/errors/0/extensions/code"))
                .isEqualTo("MAX_COST_EXCEEDED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"updated_at:>=2026-11-21", "updated:>='2026-11-21T10:00:00Z'", "updated_at:>='yesterday'", "AO-1"
            })
    void a_search_it_does_not_know_is_refused(String query) throws Exception {
        assertThat(changed(query, 5, null).at("/errors/0/extensions/code").asText())
                .isEqualTo("INVALID_FIELD_ARGUMENTS");
    }

    @Test
    void a_cursor_of_another_list_is_refused() throws Exception {
        assertThat(changed("updated_at:>='" + clock.instant() + "'", 5, "17")
                        .at("/errors/0/extensions/code")
                        .asText())
                .isEqualTo("INVALID_FIELD_ARGUMENTS");
    }

    @Test
    void a_webhook_can_be_lost_and_nothing_else_is() throws Exception {
        assertThat(post("/sandbox/shopify/faults", "{\"fault\":\"lose-webhook\"}")
                        .status())
                .isEqualTo(200);
        assertThat(set("k1", quantity(1002, 1, 99, 100)).status()).isEqualTo(200);

        var lost = post("/sandbox/shopify/orders", "{\"lines\":[{\"listing\":\"1001/1\",\"quantity\":1}]}");
        var told = post("/sandbox/shopify/orders", "{\"lines\":[{\"listing\":\"1001/1\",\"quantity\":1}]}");

        assertThat(lost.at("/lost")).isEqualTo("true");
        assertThat(told.at("/lost")).isEqualTo("false");
        assertThat(numbers(changed("updated_at:>='" + clock.instant() + "'", 5, null)))
                .contains(lost.at("/order"));
        assertThat(post("/sandbox/shopify/faults", "{\"fault\":\"lose-webhook\",\"on\":\"any\"}")
                        .status())
                .isEqualTo(422);
    }

    private String order(String listing, int quantity) throws Exception {
        return post(
                        "/sandbox/shopify/orders",
                        "{\"lines\":[{\"listing\":\"" + listing + "\",\"quantity\":" + quantity + "}]}")
                .at("/order");
    }

    private void cancel(String order) throws Exception {
        assertThat(post("/sandbox/shopify/orders/" + order + "/cancel", "").status())
                .isEqualTo(200);
    }

    private JsonNode changed(String query, int first, @Nullable String after) throws Exception {
        return graphql(document("changed-orders"), variables(query, first, after))
                .json();
    }

    private static Map<String, Object> variables(String query, int first, @Nullable String after) {
        var variables = new HashMap<String, Object>(Map.of("query", query, "first", first, "lines", 10));
        if (after != null) {
            variables.put("after", after);
        }
        return variables;
    }

    private static List<String> numbers(JsonNode page) {
        var numbers = new ArrayList<String>();
        page.at("/data/orders/nodes")
                .forEach(order -> numbers.add(order.path("id").asText().replaceAll(".*/", "")));
        return numbers;
    }

    private static String cursor(JsonNode page) {
        return page.at("/data/orders/pageInfo/endCursor").asText();
    }
}
