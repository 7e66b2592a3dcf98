package io.stockrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("unchecked") // generic varargs of maps
class FaultsTest extends ShopifyCalls {
    private static final String CODE = "/data/inventorySetQuantities/userErrors/0/code";

    @BeforeEach
    void seed() {
        server.shopify().seed("1001", "AO-1", "1", 10);
        server.shopify().seed("1002", "AO-2", "1", 7);
        server.dealer().seed("TENT-2", "NORTH", 10);
    }

    @ParameterizedTest
    @CsvSource({"429, 429", "500, 500", "503, 503", "wrong-token, 401"})
    void a_status_strikes_the_given_number_of_writes_and_applies_nothing(String word, int status) throws Exception {
        server.shopify().faults().next(Fault.of(FaultKind.of(word)).times(2).retryAfter(Duration.ofSeconds(3)));

        assertThat(write("k1").status()).isEqualTo(status);
        assertThat(read().status()).isEqualTo(200);
        assertThat(write("k1").status()).isEqualTo(status);
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);
        assertThat(write("k1").status()).isEqualTo(200);
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(12);
        assertThat(server.shopify().faults().fired(FaultKind.of(word))).isEqualTo(2);
        assertThat(server.shopify().faults().waiting()).isEmpty();
    }

    @Test
    void retry_after_is_sent_where_it_is_scripted() throws Exception {
        server.shopify().faults().next(Fault.of(FaultKind.STATUS_429).retryAfter(Duration.ofMillis(1_500)));
        server.shopify().faults().next(Fault.of(FaultKind.STATUS_503));

        assertThat(write("k1").header("Retry-After")).isEqualTo("2");
        assertThat(write("k1").header("Retry-After")).isEmpty();
    }

    @Test
    void a_timeout_after_apply_leaves_the_value_and_the_same_key_gets_the_answer() throws Exception {
        server.shopify().faults().next(Fault.of(FaultKind.TIMEOUT_AFTER_APPLY).delay(Duration.ofSeconds(30)));
        HttpRequest.Builder impatient = to("/shopify/acme-outdoor/admin/api/2026-10/graphql.json")
                .timeout(Duration.ofMillis(300))
                .header("Content-Type", "application/json")
                .header("X-Shopify-Access-Token", settings.shopify().accessToken())
                .POST(BodyPublishers.ofString(Json.text(Map.of(
                        "query", document("set-quantities"),
                        "variables", variables("k1", List.of(quantity(1001, 1, 12, 10)))))));

        assertThatThrownBy(() -> send(impatient)).isInstanceOf(HttpTimeoutException.class);
        await().untilAsserted(
                        () -> assertThat(server.shopify().quantityOf("1001/1")).hasValue(12));
        Answer again = write("k1");

        assertThat(again.at("/data/inventorySetQuantities/userErrors")).isEqualTo("[]");
        assertThat(server.shopify().counters().of(Count.REPLAYED)).isEqualTo(1);
        assertThat(server.shopify().faults().fired(FaultKind.TIMEOUT_AFTER_APPLY))
                .isEqualTo(1);
    }

    @Test
    void a_timeout_after_apply_without_delay_closes_the_connection_at_once() {
        server.shopify().faults().next(Fault.of(FaultKind.TIMEOUT_AFTER_APPLY).delay(Duration.ZERO));

        assertThatThrownBy(() -> write("k1"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(12);
    }

    @Test
    void a_dropped_connection_applies_nothing() {
        server.shopify().faults().next(Fault.of(FaultKind.DROP_CONNECTION));

        assertThatThrownBy(() -> write("k1")).isInstanceOf(IOException.class);
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);
    }

    @Test
    void garbage_is_200_without_json_and_applies_nothing() throws Exception {
        server.shopify().faults().next(Fault.of(FaultKind.GARBAGE));

        Answer answer = write("k1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Json.object(answer.body())).isEmpty();
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);
    }

    @Test
    void a_rejected_item_is_the_named_listing_wherever_it_stands() throws Exception {
        server.shopify().faults().next(Fault.of(FaultKind.REJECT_ITEM).listing("1002/1"));

        Answer without = write("k1");
        Answer with = set("k2", quantity(1001, 1, 13, 12), quantity(1002, 1, 5, 7));

        assertThat(without.at("/data/inventorySetQuantities/userErrors")).isEqualTo("[]");
        assertThat(with.at(CODE)).isEqualTo("NON_MUTABLE_INVENTORY_ITEM");
        assertThat(with.at("/data/inventorySetQuantities/userErrors/0/field/2")).isEqualTo("1");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(12);
    }

    @Test
    void a_dealer_item_is_rejected_alone() throws Exception {
        server.dealer().seed("TENT-3", "NORTH", 1);
        server.dealer().faults().next(Fault.of(FaultKind.REJECT_ITEM).listing("TENT-3/NORTH"));

        Answer answer = send(to("/dealer/api/stock")
                .header("Authorization", "Bearer " + settings.dealer().token())
                .header("Idempotency-Key", "k1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":[{\"article\":\"TENT-2\",\"depot\":\"NORTH\",\"quantity\":3},"
                        + "{\"article\":\"TENT-3\",\"depot\":\"NORTH\",\"quantity\":3}]}")));

        assertThat(answer.json().get("results").findValuesAsText("status")).containsExactly("ok", "rejected");
        assertThat(server.dealer().quantityOf("TENT-2", "NORTH")).hasValue(3);
        assertThat(server.dealer().quantityOf("TENT-3", "NORTH")).hasValue(1);
    }

    @Test
    void a_slow_call_is_applied_late_and_holds_its_key_meanwhile() throws Exception {
        server.shopify().faults().next(Fault.of(FaultKind.SLOW).delay(Duration.ofSeconds(3)));
        HttpRequest slow = to("/shopify/acme-outdoor/admin/api/2026-10/graphql.json")
                .header("Content-Type", "application/json")
                .header("X-Shopify-Access-Token", settings.shopify().accessToken())
                .POST(BodyPublishers.ofString(Json.text(Map.of(
                        "query", document("set-quantities"),
                        "variables", variables("k1", List.of(quantity(1001, 1, 12, 10)))))))
                .build();
        CompletableFuture<HttpResponse<String>> first = http.sendAsync(slow, BodyHandlers.ofString());
        await().until(() -> server.shopify().faults().fired(FaultKind.SLOW) == 1);

        await().untilAsserted(() -> assertThat(write("k1").at(CODE)).isEqualTo("IDEMPOTENCY_CONCURRENT_REQUEST"));
        assertThat(first).isNotDone();
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(10);

        assertThat(new Answer(first.join()).at("/data/inventorySetQuantities/userErrors"))
                .isEqualTo("[]");
        assertThat(server.shopify().quantityOf("1001/1")).hasValue(12);
    }

    @Test
    void faults_wait_in_order_and_one_that_does_not_fit_lets_others_pass() {
        Faults faults = new Faults();
        faults.next(Fault.of(FaultKind.STATUS_500).listing("a"));
        faults.next(Fault.of(FaultKind.STATUS_503).times(2));
        faults.next(Fault.of(FaultKind.GARBAGE).on(null));

        assertThat(faults.take(Operation.WRITE, () -> Set.of("b")).map(Fault::kind))
                .hasValue(FaultKind.STATUS_503);
        assertThat(faults.take(Operation.READ, Set::of).map(Fault::kind)).hasValue(FaultKind.GARBAGE);
        assertThat(faults.take(Operation.WRITE, () -> Set.of("a")).map(Fault::kind))
                .hasValue(FaultKind.STATUS_500);
        assertThat(faults.waiting()).extracting(Fault::times).containsExactly(1);
        faults.clear();
        assertThat(faults.take(Operation.WRITE, Set::of)).isEmpty();
        assertThat(faults.fired(FaultKind.STATUS_503)).isEqualTo(1);
    }

    private Answer write(String key) throws IOException, InterruptedException {
        return set(key, quantity(1001, 1, 12, 10));
    }

    private Answer read() throws IOException, InterruptedException {
        return graphql(
                document("read-quantities"),
                Map.of("items", List.of(item(1001)), "location", location(1), "names", List.of("available")));
    }
}
