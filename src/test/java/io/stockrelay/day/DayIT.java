package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.day.Fact.State;
import io.stockrelay.sandbox.Fault;
import io.stockrelay.sandbox.FaultKind;
import io.stockrelay.testkit.RunningStockRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One day of the sample company on the real program: three sources by five doors at once, shops that fail, and at its
 * end every number at every shop as the test itself works it out.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DayIT {

    private static final long SEED = 20250616;
    private static final Instant NIGHT = Instant.parse("2025-06-16T00:00:00Z");
    private static final Instant NOON = Instant.parse("2025-06-16T10:00:00Z");

    @TempDir
    static Path temporary;

    private static final NaiveStock stock = new NaiveStock();
    private static final Scenario scenario = new Scenario(SEED, NIGHT);

    @SuppressWarnings("NullAway.Init")
    private static Shops shops;

    @SuppressWarnings("NullAway.Init")
    private static RunningStockRelay program;

    @SuppressWarnings("NullAway.Init")
    private static Store store;

    @SuppressWarnings("NullAway.Init")
    private static Truth truth;

    @BeforeAll
    static void open() throws IOException {
        shops = Shops.open();
        program = RunningStockRelay.with()
                .home(Company.ofTheDay(temporary.resolve("home")).home())
                .data(temporary.resolve("data"))
                .environment("STOCKRELAY_SANDBOX", shops.address())
                .start();
        store = new Store(program);
        truth = new Truth(program, store, shops, stock);
        for (var channel : shops.channels()) {
            assertThat(program.post("/api/v1/channels/" + channel.id() + "/resume", "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @AfterAll
    static void close() {
        program.close();
        shops.close();
    }

    @Test
    @Order(1)
    void at_night_every_house_is_stated_and_every_shop_is_told() throws Exception {
        try (var doors = new Doors(program)) {
            var file = scenario.nightlyFile(NIGHT.minus(Duration.ofMinutes(2)));
            file.row("NK-9999", "ST", "5", "0"); // no such article
            file.row("NK-7029", "KISTE", "2", "0"); // no such unit
            file.row("NK-7028", "ST", "1,5", "0"); // half a filter
            stock.add(file.facts());
            doors.upload("bestand_20250616_0200.csv", file.bytes());

            var books = scenario.books("BOOKS-NIGHT", NIGHT);
            stock.add(books.facts());
            assertThat(outcomes(doors.webhook("books-night", books.body()))
                            .path("applied")
                            .asInt())
                    .isEqualTo(books.facts().size());

            var lost = Wms.count(1, "ROPE-9-60", "WH1", 7, NIGHT.minus(Duration.ofHours(2)));
            stock.add(lost.facts());
            doors.send(Message.Way.STOMP, lost.body());
            for (var part : scenario.snapshot("HH1-20250616", NIGHT)) {
                stock.add(part.facts());
                doors.send(part);
            }
            stock.add(scenario.everything(NIGHT.plus(Wms.CLOCK_AHEAD), "ROPE-9-60"));

            truth.holds();
            assertThat(stock.available("ROPE-9-60", "WH1")).isZero();
            assertThat(result("done/bestand_20250616_0200.csv.result.csv"))
                    .contains("# deadLetter: 3", "NK-9999", "KISTE", "1.5 ST of SKU FILTER-MINI");
        }
    }

    @Test
    @Order(2)
    void by_day_everything_comes_at_once_twice_and_in_any_order_while_the_shops_fail() throws Exception {
        shops.fail(
                Fault.of(FaultKind.STATUS_429).retryAfter(Duration.ofSeconds(1)).times(2));
        shops.fail(Fault.of(FaultKind.STATUS_500).times(2));
        shops.fail(Fault.of(FaultKind.TIMEOUT_AFTER_APPLY).delay(Duration.ofSeconds(10)));
        var messages = scenario.day(400);
        messages.forEach(message -> stock.add(message.facts()));
        var file = scenario.nightlyFile(NOON.plus(Duration.ofHours(2)));
        stock.add(file.facts());

        sendAtOnce(messages, file);

        truth.holds();
        for (var channel : shops.channels()) {
            for (var kind : List.of(FaultKind.STATUS_429, FaultKind.STATUS_500, FaultKind.TIMEOUT_AFTER_APPLY)) {
                assertThat(channel.faults().fired(kind))
                        .as("%s at %s", kind, channel.id())
                        .isPositive();
            }
        }
    }

    @Test
    @Order(3)
    void two_clocks_and_a_late_posting_never_sell_a_unit_twice() throws Exception {
        var sku = "TENT-HEIDE-2";
        var at = NOON.plus(Duration.ofHours(8));
        // Shipped two minutes before the ERP's figure and not posted there yet; received before it, stamped after it.
        var shipped = Wms.json(List.of(Wms.ship(70_001, sku, "WH2", 10, at.minus(Duration.ofMinutes(2)))));
        var received = Wms.xml(List.of(Wms.receive(70_002, sku, "WH2", 5, at.minus(Duration.ofSeconds(30)))));
        var books = Erp.stockList(
                "BOOKS-LATE", "WH2", at, Map.of(sku, Map.of(State.ON_HAND, 100L, State.HOLD, 0L, State.DAMAGED, 0L)));
        for (var message : List.of(shipped, received, books)) {
            stock.add(message.facts());
        }
        try (var doors = new Doors(program)) {
            doors.send(Message.Way.AMQP, shipped.body());
            assertThat(doors.webhook("books-late", books.body()).statusCode()).isEqualTo(202);
            doors.send(Message.Way.STOMP, received.body());
        }

        truth.holds();
        assertThat(truth.positions().get(sku + " WH2")).startsWith("90 on hand");
    }

    @Test
    @Order(4)
    void the_planted_mistakes_are_dead_letters_and_nothing_else_is() throws Exception {
        var number = 80_000L;
        var good = Wms.ship(number + 1, "GAS-230", "WH1", 1, NOON);
        var unknownSku = Wms.ship(number + 2, "GAS-230", "WH1", 1, NOON).with("SKU_ID", "99999");
        var unknownHouse = Wms.ship(number + 3, "GAS-230", "WH1", 1, NOON).with("WHSE", "XX9");
        var unknownUnit = Wms.ship(number + 4, "GAS-230", "WH1", 1, NOON).with("UOM", "BARREL");
        var unknownType = Wms.ship(number + 5, "GAS-230", "WH1", 1, NOON).with("TRAN_TYPE", "999");
        var first = Erp.issue("PLANT-1", "TENT-ALM-2", "3PL", 1, NOON.plus(Duration.ofHours(5)));
        stock.add(first.facts());
        stock.add(List.of(good.fact()));
        try (var doors = new Doors(program)) {
            doors.send(
                    Message.Way.OPENWIRE,
                    Wms.json(List.of(unknownSku, good, unknownHouse, unknownUnit))
                            .body());
            doors.send(Message.Way.STOMP, Wms.json(List.of(unknownType)).body());
            doors.send(Message.Way.AMQP, "{\"transactions\": [");
            assertThat(outcomes(doors.webhook("plant-1", first.body()))
                            .path("applied")
                            .asInt())
                    .isEqualTo(1);
            var other = Erp.issue("PLANT-1", "TENT-ALM-2", "3PL", 2, NOON.plus(Duration.ofHours(5)));
            assertThat(outcomes(doors.webhook("plant-2", other.body()))
                            .path("conflict")
                            .asInt())
                    .isEqualTo(1);
            var ahead =
                    Erp.issue("PLANT-2", "TENT-ALM-2", "3PL", 1, Instant.now().plus(Duration.ofHours(1)));
            assertThat(outcomes(doors.webhook("plant-3", ahead.body()))
                            .path("deadLettered")
                            .asInt())
                    .isEqualTo(1);
        }

        truth.holds();
        await().atMost(Truth.LIMIT)
                .untilAsserted(() -> assertThat(store.deadLetters())
                        .containsExactlyInAnyOrder(
                                "threepl MAPPING NK-2025-06-16T01:58-BRE1-NK-9999-ST",
                                "threepl MAPPING NK-2025-06-16T01:58-BRE1-NK-7029-KISTE",
                                "threepl VALIDATION NK-2025-06-16T01:58-BRE1-NK-7028-ST",
                                "wms MAPPING PIX-80002-1",
                                "wms MAPPING PIX-80003-1",
                                "wms MAPPING PIX-80004-1",
                                "wms MAPPING -",
                                "wms UNPARSEABLE -",
                                "erp CONFLICT PLANT-1-1",
                                "erp VALIDATION PLANT-2-1"));
    }

    @Test
    @Order(5)
    void one_refused_item_of_a_batch_waits_for_people_and_its_neighbours_go_through() throws Exception {
        var expectedBefore = stock.numbers(shops);
        var bad = soldEverywhereBelowTheCap(expectedBefore);
        var refused = List.of("shopify " + bad + " WH1", "amazon " + bad, "dealer-portal " + bad + " WH1");
        for (var listing : shops.listings()) {
            if (refused.contains(Shops.key(listing))) {
                shops.channel(listing.channel())
                        .faults()
                        .next(Fault.of(FaultKind.REJECT_ITEM).times(100).listing(listing.name()));
            }
        }
        var skus = List.of("MUG-STEEL", bad, "POT-SET-4");
        var change = new ArrayList<Wms.Pix>();
        skus.forEach(
                sku -> change.add(Wms.receive(90_000 + change.size(), sku, "WH1", 40, NOON.plus(Duration.ofHours(6)))));
        var message = Wms.json(change);
        stock.add(message.facts());
        try (var doors = new Doors(program)) {
            doors.send(Message.Way.OPENWIRE, message.body());
        }

        truth.awaitAllTaken();
        var expected = new TreeMap<>(stock.numbers(shops));
        refused.forEach(key -> assertThat(expected.put(key, expectedBefore.get(key)))
                .as("%s has to change, else nothing is sent", key)
                .isNotEqualTo(expectedBefore.get(key)));
        truth.awaitShops(expected);
        await().atMost(Truth.LIMIT)
                .untilAsserted(() -> assertThat(json("/api/v1/dead-letters?state=OPEN&step=PUBLISH")
                                .path("items"))
                        .extracting(letter -> letter.path("party").asText() + " "
                                + letter.path("cause").asText())
                        .containsExactlyInAnyOrder("shopify REJECTED", "amazon VALIDATION", "dealer-portal REJECTED"));
        var letters = json("/api/v1/dead-letters?state=OPEN&step=PUBLISH").path("items");

        shops.channels().forEach(channel -> {
            assertThat(channel.faults().fired(FaultKind.REJECT_ITEM)).isPositive();
            channel.faults().clear();
        });
        for (var letter : letters) {
            assertThat(program.post("/api/v1/dead-letters/" + letter.path("id").asLong() + "/replay", "")
                            .statusCode())
                    .isEqualTo(200);
        }
        truth.holds();
    }

    @Test
    @Order(6)
    void receipts_tell_each_event_and_a_repeat_is_a_duplicate() throws Exception {
        try (var doors = new Doors(program)) {
            var late = Erp.stockList(
                    "BOOKS-OLD",
                    "WH2",
                    NIGHT.minus(Duration.ofDays(1)),
                    Map.of("MUG-STEEL", Map.of(State.ON_HAND, 1L)));
            var notItsHouse = Erp.issue("NOT-MINE", "MUG-STEEL", "WH1", 3, NOON);
            var first = Erp.receipt("RCPT-1", "MUG-STEEL", "3PL", 3, NOON.plus(Duration.ofHours(3)));
            var all = Erp.together(List.of(late, notItsHouse, first));
            stock.add(all.facts());

            assertThat(told(doors.webhook("r-1", all.body())))
                    .containsExactlyInAnyOrder("BOOKS-OLD-1 stale", "NOT-MINE-1 comparison", "RCPT-1-1 applied");
            assertThat(told(doors.webhook("r-2", all.body())))
                    .containsExactlyInAnyOrder("BOOKS-OLD-1 duplicate", "NOT-MINE-1 duplicate", "RCPT-1-1 duplicate");
        }
        truth.holds();
    }

    /** An item of which each channel is told when 40 more arrive: where a rule caps the number, nothing is sent. */
    private static String soldEverywhereBelowTheCap(Map<String, Long> numbers) {
        return shops.listings().stream()
                .filter(listing -> listing.channel().equals("amazon"))
                .map(Shops.Shown::sku)
                .filter(sku -> numbers.getOrDefault("amazon " + sku, 0L) < 400)
                .filter(sku -> Stream.of("amazon " + sku, "shopify " + sku + " WH1", "dealer-portal " + sku + " WH1")
                        .allMatch(key -> numbers.getOrDefault(key, 0L) > Shops.SEEDED))
                .findFirst()
                .orElseThrow();
    }

    private static void sendAtOnce(List<Message> messages, Nordkai file) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            var waiting = new ArrayList<Future<Void>>();
            for (var way : Message.Way.values()) {
                var own = messages.stream()
                        .filter(message -> message.way() == way)
                        .toList();
                waiting.add(threads.submit(sending(own)));
            }
            waiting.add(threads.submit(() -> {
                try (var doors = new Doors(program)) {
                    doors.upload("bestand_20250616_1400.csv", file.bytes());
                }
                return null;
            }));
            for (var each : waiting) {
                each.get(2, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> sending(List<Message> messages) {
        return () -> {
            try (var doors = new Doors(program)) {
                for (var message : messages) {
                    if (message.way() == Message.Way.WEBHOOK) {
                        assertThat(doors.webhook("day-" + message.facts().get(0).id(), message.body())
                                        .statusCode())
                                .isEqualTo(202);
                    } else {
                        doors.send(message);
                    }
                }
            }
            return null;
        };
    }

    private static List<String> told(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(202);
        var told = new ArrayList<String>();
        json("/api/v1/receipts/" + Truth.json(answer).path("receipt").asText())
                .path("events")
                .forEach(event -> told.add(
                        event.path("id").asText() + " " + event.path("outcome").asText()));
        return told;
    }

    private static JsonNode outcomes(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Truth.json(answer).path("outcomes");
    }

    private static JsonNode json(String path) {
        var answer = program.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Truth.json(answer);
    }

    private static String result(String file) throws IOException {
        return Files.readString(program.data().resolve("sftp/threepl").resolve(file));
    }
}
