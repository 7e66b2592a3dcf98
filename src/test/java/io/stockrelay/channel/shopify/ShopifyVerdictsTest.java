package io.stockrelay.channel.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.channel.Item;
import io.stockrelay.channel.ItemVerdict;
import io.stockrelay.channel.Listing;
import io.stockrelay.channel.Reply;
import io.stockrelay.channel.Verdict;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifyVerdictsTest {

    private static final String COST = """
            "extensions":{"cost":{"requestedQueryCost":12,"throttleStatus":
              {"maximumAvailable":2000,"currentlyAvailable":2,"restoreRate":100}}}""";

    @ParameterizedTest
    @CsvSource({
        // code of one user error, index it points at -> outcomes of three items
        "CHANGE_FROM_QUANTITY_STALE, 1, AGAIN STALE AGAIN",
        "COMPARE_QUANTITY_STALE, 0, STALE AGAIN AGAIN",
        "NON_MUTABLE_INVENTORY_ITEM, 2, AGAIN AGAIN REFUSED",
        "INVALID_INVENTORY_ITEM, 0, REFUSED AGAIN AGAIN",
        "A_CODE_OF_TOMORROW, 1, AGAIN REFUSED AGAIN",
        "INVALID_REASON, -1, SUSPECT SUSPECT SUSPECT",
        "INVALID_INVENTORY_ITEM, 77, SUSPECT SUSPECT SUSPECT",
        "IDEMPOTENCY_CONCURRENT_REQUEST, -1, UNKNOWN UNKNOWN UNKNOWN",
        "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED, -1, LATER LATER LATER",
        "IDEMPOTENCY_KEY_PARAMETER_MISMATCH, -1, LATER LATER LATER"
    })
    void a_user_error_refuses_what_it_points_at(String code, int index, String outcomes) {
        var field = index < 0 ? "[\"input\",\"reason\"]" : "[\"input\",\"quantities\",\"" + index + "\",\"quantity\"]";

        var verdict = write("{\"data\":{\"inventorySetQuantities\":{\"userErrors\":[{\"code\":\"" + code
                + "\",\"field\":" + field + ",\"message\":\"no\"}]}}," + COST + "}");

        assertThat(verdict.items()).map(ItemVerdict::outcome).map(Enum::name).containsExactly(outcomes.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED, THROTTLED, LATER",
        "ACCESS_DENIED, UNAUTHORISED, UNAUTHORISED",
        "INTERNAL_SERVER_ERROR, IN_TROUBLE, UNKNOWN",
        "INVALID_FIELD_ARGUMENTS, ANSWERED, SUSPECT",
        "MAX_COST_EXCEEDED, ANSWERED, SUSPECT"
    })
    void an_error_of_the_whole_call_is_read_by_its_code(String code, Verdict.Call call, String outcome) {
        var verdict =
                write("{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"" + code + "\"}}]," + COST + "}");

        assertThat(verdict.call()).isEqualTo(call);
        assertThat(verdict.items()).map(ItemVerdict::outcome).map(Enum::name).containsOnly(outcome);
    }

    @Test
    void the_wait_of_a_throttled_call_follows_from_its_cost() {
        var verdict = write("{\"errors\":[{\"extensions\":{\"code\":\"THROTTLED\"}}]," + COST + "}");

        assertThat(verdict.waitAsked()).isEqualTo(Duration.ofMillis(100));
        assertThat(verdict.pace()).isNotNull();
    }

    @Test
    void no_user_error_confirms_all_even_where_nothing_changed() {
        var verdict =
                write("{\"data\":{\"inventorySetQuantities\":{\"inventoryAdjustmentGroup\":null,\"userErrors\":[]}}}");

        assertThat(verdict.items()).containsOnly(ItemVerdict.CONFIRMED).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>back soon</html>", "{}", "{\"data\":null}", "[]"})
    void a_success_that_is_not_the_promised_form_may_have_been_applied(String body) {
        assertThat(write(body).items())
                .map(ItemVerdict::outcome)
                .map(Enum::name)
                .containsOnly("UNKNOWN");
    }

    @Test
    void the_condition_is_always_present_and_an_opt_out_is_an_explicit_null() {
        var listing = new Listing(
                1,
                new ChannelId("shop"),
                new Sku("A"),
                new LocationId("WH1"),
                Map.of(ShopifyAdapter.ITEM, "gid://i/1", ShopifyAdapter.LOCATION, "gid://l/1"));
        var adapter = new ShopifyAdapter(Map.of("token", "t"));

        var request = adapter.write(new UUID(0, 1), List.of(new Item(listing, 5, null), new Item(listing, 6, 9L)));
        var body = new String(request.body(), StandardCharsets.UTF_8);

        assertThat(body).contains("\"changeFromQuantity\":null").contains("\"changeFromQuantity\":9");
        assertThat(body).contains("@idempotent").doesNotContain("\"t\"");
        assertThat(request.path()).isEqualTo("/admin/api/2026-10/graphql.json");
    }

    private static Verdict write(String body) {
        return ShopifyVerdicts.write(
                3, Reply.answered(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH);
    }
}
