package io.stockrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DealerSandboxTest extends SandboxTest {
    @BeforeEach
    void seed() {
        server.dealer().seed("TENT-2", "NORTH", 10);
        server.dealer().seed("TENT-2", "SOUTH", 4);
    }

    @Test
    void each_item_gets_its_own_result_and_a_bad_one_does_not_stop_the_others() throws Exception {
        Answer answer =
                push("k1", item("TENT-2", "NORTH", 12), item("TENT-9", "NORTH", 1), item("TENT-2", "SOUTH", -1));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("results").findValuesAsText("status"))
                .containsExactly("ok", "rejected", "rejected");
        assertThat(answer.at("/results/1/message")).contains("TENT-9");
        assertThat(answer.at("/results/2/message")).contains("-1");
        assertThat(server.dealer().quantityOf("TENT-2", "NORTH")).hasValue(12);
        assertThat(server.dealer().quantityOf("TENT-2", "SOUTH")).hasValue(4);
    }

    @Test
    void the_same_key_and_body_get_the_first_answer_and_another_body_is_422() throws Exception {
        push("k1", item("TENT-2", "NORTH", 12));
        server.dealer().sell("TENT-2/NORTH", 2);

        Answer again = push("\"k1\"", item("TENT-2", "NORTH", 12));
        Answer other = push("k1", item("TENT-2", "NORTH", 13));

        assertThat(again.at("/results/0/status")).isEqualTo("ok");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("/error/code")).isEqualTo("idempotency-key-reused");
        assertThat(server.dealer().quantityOf("TENT-2/NORTH")).hasValue(10);
        assertThat(server.dealer().counters().of(Count.REPLAYED)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"items\":[]} | at least one",
                "{\"rows\":[]} | at least one",
                "not json | at least one",
                "{\"items\":[{\"article\":\"TENT-2\",\"depot\":\"NORTH\"}]} | quantity",
                "{\"items\":[{\"article\":\"TENT-2\",\"depot\":\"NORTH\",\"quantity\":1.5}]} | 1.5",
                "{\"items\":[{\"article\":\"TENT-2\",\"depot\":\"NORTH\",\"quantity\":\"5\"}]} | quantity",
                "{\"items\":[{\"article\":7,\"depot\":\"NORTH\",\"quantity\":5}]} | article",
                "{\"items\":[{\"article\":\"TENT-2\",\"depot\":\"NORTH\",\"quantity\":5,\"unit\":\"EA\"}]} | unit",
                "{\"items\":[{\"article\":\"TENT-2\",\"depot\":\"NORTH\",\"quantity\":5},"
                        + "{\"article\":\"TENT-2\",\"depot\":\"NORTH\",\"quantity\":6}]} | twice"
            })
    void a_body_of_the_wrong_form_is_422_and_changes_nothing(String body, String named) throws Exception {
        Answer answer = pushBody("k1", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/error/message")).contains(named);
        assertThat(server.dealer().quantityOf("TENT-2/NORTH")).hasValue(10);
    }

    @Test
    void five_hundred_items_pass_and_one_more_is_413() throws Exception {
        IntStream.range(0, 501).forEach(i -> server.dealer().seed("M-" + i, "NORTH", 0));

        Answer enough = push("k1", many(500));
        Answer tooMany = push("k2", many(501));

        assertThat(enough.status()).isEqualTo(200);
        assertThat(tooMany.status()).isEqualTo(413);
        assertThat(server.dealer().counters().maxInOneCall()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"'', k1, 401", "wrong, k1, 401", "right, '', 400"})
    void a_call_needs_the_token_and_a_key(String token, String key, int status) throws Exception {
        String bearer = token.equals("right") ? settings.dealer().token() : token;

        Answer answer = send(to("/dealer/api/stock")
                .header("Authorization", "Bearer " + bearer)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"items\":[" + item("TENT-2", "NORTH", 1) + "]}")));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(server.dealer().quantityOf("TENT-2/NORTH")).hasValue(10);
    }

    @Test
    void too_many_calls_are_429_with_the_seconds_to_wait() throws Exception {
        server.dealer().pace(new Pacing(1, 1));
        push("k1", item("TENT-2", "NORTH", 1));

        Answer throttled = push("k2", item("TENT-2", "NORTH", 2));
        clock.advance(Duration.ofSeconds(1));
        Answer restored = push("k2", item("TENT-2", "NORTH", 2));

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("Retry-After")).isEqualTo("1");
        assertThat(restored.status()).isEqualTo(200);
    }

    @Test
    void a_quantity_can_be_read() throws Exception {
        Answer known = read("TENT-2", "SOUTH");
        Answer unknown = read("TENT-2", "EAST");

        assertThat(known.at("/quantity")).isEqualTo("4");
        assertThat(unknown.status()).isEqualTo(404);
    }

    private Answer read(String article, String depot) throws Exception {
        return send(to("/dealer/api/stock?article=" + article + "&depot=" + depot)
                .header("Authorization", "Bearer " + settings.dealer().token())
                .GET());
    }

    private Answer push(String key, String... items) throws Exception {
        return pushBody(key, "{\"items\":[" + String.join(",", items) + "]}");
    }

    private Answer pushBody(String key, String body) throws Exception {
        return send(to("/dealer/api/stock")
                .header("Authorization", "Bearer " + settings.dealer().token())
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String item(String article, String depot, long quantity) {
        return "{\"article\":\"%s\",\"depot\":\"%s\",\"quantity\":%d}".formatted(article, depot, quantity);
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> item("M-" + i, "NORTH", 1))
                .collect(Collectors.joining(","));
    }
}
