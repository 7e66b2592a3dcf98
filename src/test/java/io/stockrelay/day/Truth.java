package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.day.Fact.State;
import io.stockrelay.testkit.RunningStockRelay;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds the program's figures and the shops' numbers against what the test worked out by itself. */
final class Truth {

    static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("stockrelay.day.limit", 180));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LOCATIONS = List.of("WH1", "WH2", "3PL");

    private final RunningStockRelay program;
    private final Store store;
    private final Shops shops;
    private final NaiveStock stock;

    Truth(RunningStockRelay program, Store store, Shops shops, NaiveStock stock) {
        this.program = program;
        this.store = store;
        this.shops = shops;
        this.stock = stock;
    }

    /** Waits until every fact is in the history and no number waits any more, then compares everything. */
    void holds() {
        awaitAllTaken();
        assertThat(differences(positions(), expectedPositions())).isEmpty();
        awaitShops(stock.numbers(shops));
    }

    void awaitAllTaken() {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() ->
                        assertThat(store.events()).containsAll(stock.facts().keySet()));
    }

    void awaitShops(Map<String, Long> expected) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            assertThat(differences(shops.numbers(), expected))
                    .as("numbers still to be told: %s", store.pending())
                    .isEmpty();
            assertThat(store.pending()).as("numbers still to be told").isZero();
        });
    }

    private static <T> List<String> differences(Map<String, T> actual, Map<String, T> expected) {
        var keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(actual.get(key), expected.get(key)))
                .map(key -> key + ": " + actual.get(key) + " must be " + expected.get(key))
                .toList();
    }

    /** By SKU and location: on hand, hold, damaged and available as the program answers. */
    Map<String, String> positions() {
        var body = JSON.createObjectNode();
        Company.skusWithoutLots().forEach(body.putArray("skus")::add);
        var answer = json(program.post("/api/v1/availability/query", body.toString()));
        var found = new TreeMap<String, String>();
        for (var item : answer.path("items")) {
            put(
                    found,
                    item.path("sku").asText() + " " + item.path("location").asText(),
                    item.path("onHand").asLong(),
                    item.path("qualityHold").asLong(),
                    item.path("damaged").asLong(),
                    item.path("available").asLong());
        }
        return found;
    }

    private Map<String, String> expectedPositions() {
        var expected = new TreeMap<String, String>();
        for (var sku : Company.skusWithoutLots()) {
            for (var location : LOCATIONS) {
                put(
                        expected,
                        sku + " " + location,
                        stock.value(sku, location, State.ON_HAND),
                        Math.max(0, stock.value(sku, location, State.HOLD)),
                        Math.max(0, stock.value(sku, location, State.DAMAGED)),
                        stock.available(sku, location));
            }
        }
        return expected;
    }

    /** What is all zero is left out: the program does not list what it never heard of. */
    private static void put(Map<String, String> map, String key, long onHand, long held, long damaged, long available) {
        if (onHand != 0 || held != 0 || damaged != 0) {
            map.put(key, onHand + " on hand, " + held + " held, " + damaged + " damaged, " + available + " available");
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.statusCode() + " " + answer.body(), e);
        }
    }
}
