package io.stockrelay.channel.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.channel.OrderContract.PolledOrder;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Verdict.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we ask a shop for its orders, and what its answers mean. */
class ShopifyOrdersContractTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String END = "\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null}";
    private static final String MORE = "\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"c1\"}";

    private final ShopifyOrders orders = new ShopifyOrders("/admin");

    @Test
    void it_asks_without_an_upper_end_in_whole_seconds_and_with_the_cursor() throws IOException {
        var first = GraphQl.JSON.readTree(orders.page(NOW.plusMillis(7), null).body());
        var second = GraphQl.JSON.readTree(orders.page(NOW, "c1").body());

        assertThat(first.at("/variables/query").asText()).isEqualTo("updated_at:>='2026-11-21T12:00:00Z'");
        assertThat(first.at("/variables").has("after")).isFalse();
        assertThat(second.at("/variables/after").asText()).isEqualTo("c1");
    }

    @Test
    void an_order_goes_on_as_the_shop_wrote_it() throws IOException {
        var page = orders.page(page(order("1", END), MORE), NOW);

        assertThat(page.failure()).isNull();
        assertThat(page.next()).isEqualTo("c1");
        assertThat(Objects.requireNonNull(page.pace()).cost()).isEqualTo(462_000);
        assertThat(page.orders()).singleElement().satisfies(order -> {
            assertThat(order.id()).isEqualTo("gid://shopify/Order/1");
            assertThat(order.changedAt()).isEqualTo("2026-11-21T11:00:00Z");
            assertThat(order.linesAfter()).isNull();
        });
        assertThat(content(page.orders().get(0)).at("/lineItems"))
                .isEqualTo(GraphQl.JSON.readTree("{\"nodes\":[{\"id\":\"L1\"}]}"));
    }

    @Test
    void lines_that_were_not_on_the_page_are_asked_for_and_joined() throws IOException {
        var order = orders.page(page(order("1", MORE), END), NOW).orders().get(0);
        var asked = GraphQl.JSON.readTree(orders.lines(order).body());

        var joined = orders.lines(order, lines("2026-11-21T11:00:00Z", "L2", MORE), NOW);

        assertThat(asked.at("/variables/id").asText()).isEqualTo(order.id());
        assertThat(asked.at("/variables/after").asText()).isEqualTo("c1");
        assertThat(content(joined.orders().get(0)).at("/lineItems/nodes")).hasSize(2);
        assertThat(joined.orders().get(0).linesAfter()).isEqualTo("c1");
    }

    @Test
    void an_order_that_changed_between_its_halves_is_none() {
        var order = orders.page(page(order("1", MORE), END), NOW).orders().get(0);

        var joined = orders.lines(order, lines("2026-11-21T11:00:09Z", "L2", END), NOW);

        assertThat(Objects.requireNonNull(joined.failure()).call()).isEqualTo(Call.ANSWERED);
        assertThat(joined.failure().items().get(0).message()).contains("changed while it was read");
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, THROTTLED", "ACCESS_DENIED, UNAUTHORISED", "BAD_REQUEST, ANSWERED", "TIMEOUT, IN_TROUBLE"})
    void an_error_is_no_empty_page(String code, Call expected) {
        var page = orders.page(
                reply("{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"" + code + "\"}}]}"), NOW);

        assertThat(Objects.requireNonNull(page.failure()).call()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{}}",
                "<html>",
                "{\"data\":{\"orders\":{\"nodes\":[]}}}",
                "{\"data\":{\"orders\":{\"nodes\":[],\"pageInfo\":{\"hasNextPage\":true}}}}",
                "{\"data\":{\"orders\":{\"nodes\":[{\"id\":\"1\"}],\"pageInfo\":{\"hasNextPage\":false}}}}"
            })
    void what_is_not_as_promised_is_no_page(String body) {
        assertThat(Objects.requireNonNull(orders.page(reply(body), NOW).failure())
                        .call())
                .isEqualTo(Call.IN_TROUBLE);
    }

    private static JsonNode content(PolledOrder order) throws IOException {
        return GraphQl.JSON.readTree(order.content());
    }

    private static String order(String number, String pageInfo) {
        return "{\"id\":\"gid://shopify/Order/" + number + "\",\"updatedAt\":\"2026-11-21T11:00:00Z\","
                + "\"lineItems\":{\"nodes\":[{\"id\":\"L1\"}]," + pageInfo + "}}";
    }

    private static Reply page(String order, String pageInfo) {
        return reply("{\"data\":{\"orders\":{\"nodes\":[" + order + "]," + pageInfo + "}},\"extensions\":{\"cost\":"
                + "{\"requestedQueryCost\":462,\"throttleStatus\":{\"maximumAvailable\":2000,\"currentlyAvailable\":1500,"
                + "\"restoreRate\":100}}}}");
    }

    private static Reply lines(String updatedAt, String line, String pageInfo) {
        return reply("{\"data\":{\"order\":{\"updatedAt\":\"" + updatedAt + "\",\"lineItems\":{\"nodes\":[{\"id\":\""
                + line + "\"}]," + pageInfo + "}}}}");
    }

    private static Reply reply(String body) {
        return Reply.answered(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
