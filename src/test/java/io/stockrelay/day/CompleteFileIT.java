package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.testkit.RunningStockRelay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The sample's 3PL as it is configured: a night's file is all there is, unless it looks like an accident. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompleteFileIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant EVENING =
            Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES);
    private static final List<String> SKUS =
            Nordkai.CODES.keySet().stream().sorted().limit(10).toList();

    @TempDir
    static Path temporary;

    @SuppressWarnings("NullAway.Init")
    private static RunningStockRelay program;

    @BeforeAll
    static void open() {
        program = RunningStockRelay.with()
                .data(temporary.resolve("data"))
                .withoutSandbox()
                .start();
    }

    @AfterAll
    static void close() {
        program.close();
    }

    @Test
    @Order(1)
    void a_first_file_fills_an_empty_house() throws Exception {
        var result = taken("first.csv", file(0, 10), "done");

        assertThat(result).contains("# state: done", "# applied: 10");
        assertThat(onHand())
                .hasSize(10)
                .allSatisfy((sku, units) -> assertThat(units).isEqualTo(100));
    }

    @Test
    @Order(2)
    void an_article_that_is_not_in_the_file_is_sold_out_but_not_one_whose_row_failed() throws Exception {
        var file = file(1, 8);
        file.row(code(SKUS.get(8)), "KISTE", "100", "0"); // no such unit
        file.row(code(SKUS.get(8)), "PALETTE", "-3", "0"); // no such unit either, and below zero

        var result = taken("second.csv", file, "done");

        assertThat(result).contains("# applied: 8", "# deadLetter: 2");
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(onHand()).containsEntry(SKUS.get(8), 100L);
            assertThat(onHand()).containsEntry(SKUS.get(9), 0L);
        });
    }

    @Test
    @Order(3)
    void a_file_that_lacks_most_of_the_house_is_held_and_nothing_of_it_counts() throws Exception {
        var before = onHand();
        var result = taken("third.csv", file(2, 3), "held");

        assertThat(result)
                .contains("# state: held")
                .contains("it would bring 6 of the 9 SKUs in stock at 3PL to zero (allowed: 20 %)")
                .contains("it would change the units at 3PL from 900 to 300 (allowed: 30 %)")
                .contains("Nothing is applied until somebody approves run");
        assertThat(onHand()).isEqualTo(before);
        Planted.isForPeople(reason(result));
    }

    @Test
    @Order(4)
    void approved_it_counts_as_a_whole() throws Exception {
        var run = Truth.json(program.get("/api/v1/sources/threepl/runs"))
                .at("/0/id")
                .asText();

        var approved = program.post("/api/v1/sources/threepl/runs/" + run + "/approve", "");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(onHand().values().stream().filter(units -> units > 0))
                        .hasSize(3));
        assertThat(Truth.json(program.get("/api/v1/verify")).path("ok").asBoolean())
                .isTrue();
    }

    /** The first articles of the house, a hundred of each. */
    private static Nordkai file(int hoursLater, int articles) {
        var file = new Nordkai(EVENING.plus(Duration.ofHours(hoursLater)));
        SKUS.subList(0, articles).forEach(sku -> file.article(sku, 100, 0, 0));
        return file;
    }

    private static String taken(String name, Nordkai file, String target) throws Exception {
        try (var doors = new Doors(program)) {
            doors.upload(name, file.bytes());
        }
        var result = program.data().resolve("sftp/threepl").resolve(target).resolve(name + ".result.csv");
        await().atMost(LIMIT).until(() -> Files.exists(result));
        return Files.readString(result);
    }

    private static String code(String sku) {
        return String.valueOf(Nordkai.CODES.get(sku));
    }

    private static String reason(String result) {
        return result.lines()
                .filter(line -> line.startsWith("# reason: "))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> onHand() {
        var answer = program.post(
                "/api/v1/availability/query",
                "{\"skus\":[\"" + String.join("\",\"", SKUS) + "\"],\"locations\":[\"3PL\"]}");
        var found = new TreeMap<String, Long>();
        Truth.json(answer)
                .path("items")
                .forEach(item ->
                        found.put(item.path("sku").asText(), item.path("onHand").asLong()));
        return found;
    }
}
