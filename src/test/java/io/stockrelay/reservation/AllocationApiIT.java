package io.stockrelay.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.StompClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Set-asides as a planner, two dealers and a shop meet them: the real program, over HTTP and messages. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AllocationApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final String ALL = "/api/v1/allocations";
    private static final String TENT = "TENT-FJORD-2";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    @SuppressWarnings("NullAway.Init") // started before the first test
    private static RunningStockRelay program;

    @BeforeAll
    static void open() throws Exception {
        program = RunningStockRelay.with().data(data.resolve("data")).start();
        try (var stomp = new StompClient(program.port("stomp"), "client", program.secret("broker-client"))) {
            stomp.send(
                    "wms.inventory",
                    "{\"snapshot\":{\"run\":\"r1\",\"WHSE\":\"HH1\",\"asOf\":\""
                            + STAMP.format(LocalDateTime.now(ZoneId.of("Europe/Berlin"))
                                    .minusHours(1))
                            + "\",\"final\":false,\"items\":[{\"SKU_ID\":\"10001\",\"ON_HAND\":50,\"QC_HOLD\":0,"
                            + "\"DAMAGED\":0}]}}");
        }
        await().atMost(SOON).until(() -> atp("") == 50);
    }

    @AfterAll
    static void close() {
        program.close();
    }

    @Test
    @Order(1)
    void what_is_set_aside_is_out_of_everyone_elses_availability_and_of_the_shops_number() throws Exception {
        long before = confirmed();

        var set = put("bergwerk", "{\"quantity\":30,\"reason\":\"spring order\"}");

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(atp("")).isEqualTo(20);
        assertThat(atp("&account=fjellbua")).isEqualTo(20);
        assertThat(atp("&account=bergwerk")).isEqualTo(50);
        await().atMost(SOON).until(() -> confirmed() == before - 30);
        assertThat(explained().at("/now/pool/0/setAside").asLong()).isEqualTo(30);
    }

    @Test
    @Order(2)
    void orders_take_their_own_first_and_nobody_elses() throws Exception {
        var others = reserve("fjellbua", "F-1", TENT, 21);
        var own = reserve("bergwerk", "B-1", "4006-2", 35);

        assertThat(others.body()).contains("insufficient-stock", "\"available\":20");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(201);
        assertThat(json(own).at("/lines/0/parts/0/setAside").asInt()).isEqualTo(30);
        assertThat(put("bergwerk", "{\"quantity\":29,\"reason\":\"less\"}").body())
                .contains("below-taken", "\"taken\":30");
        program.post("/api/v1/reservations/B-1/cancel?account=bergwerk", "{}");
        assertThat(atp("&account=fjellbua")).isEqualTo(20);
    }

    @Test
    @Order(3)
    void a_move_a_release_and_the_record_of_both() throws Exception {
        var move = "{\"id\":\"T-1\",\"from\":\"bergwerk\",\"to\":\"fjellbua\",\"location\":\"WH1\",\"sku\":\"4006-2\","
                + "\"quantity\":10,\"reason\":\"swap\"}";
        program.post(ALL + "/reallocate", move);
        program.post(ALL + "/reallocate", move);

        assertThat(atp("&account=fjellbua")).isEqualTo(30);
        assertThat(program.post(ALL + "/bergwerk/WH1/" + TENT + "/release", "{\"reason\":\"season over\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(atp("")).isEqualTo(40);
        assertThat(json(program.get(ALL + "?sku=" + TENT)).path("items").findValuesAsText("granted"))
                .containsExactly("0", "10");
        var types = json(program.get("/api/v1/skus/" + TENT + "/timeline?limit=500"))
                .path("items")
                .findValuesAsText("type");
        assertThat(types)
                .containsSubsequence(
                        "allocation-released", "allocation-received", "allocation-given", "promise", "allocation-set");
        assertThat(program.get("/api/v1/verify").body()).doesNotContain("\"violations\":[\"");
    }

    @Test
    @Order(4)
    void the_projection_shows_what_is_announced_by_the_locations_own_days() throws Exception {
        var line = json(program.get("/api/v1/availability/projection?location=WH1&days=5&sku=" + TENT))
                .at("/items/0");

        assertThat(line.path("zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(line.path("days")).hasSize(5);
        assertThat(line.at("/days/0/atp").asLong()).isEqualTo(40);
    }

    private static HttpResponse<String> reserve(String account, String id, String sku, int quantity) {
        return program.post(
                "/api/v1/reservations",
                "{\"id\":\"" + id + "\",\"account\":\"" + account + "\",\"lines\":[{\"line\":1,\"sku\":\"" + sku
                        + "\",\"quantity\":" + quantity + ",\"location\":\"WH1\"}]}");
    }

    private static HttpResponse<String> put(String account, String body) {
        return program.send(program.request(ALL + "/" + account + "/WH1/" + TENT)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    private static long atp(String more) throws IOException {
        return json(program.get("/api/v1/availability?location=WH1&sku=" + TENT + more))
                .at("/items/0/atp")
                .asLong(-1);
    }

    private static long confirmed() throws IOException {
        await().atMost(SOON).until(() -> explained().hasNonNull("confirmed"));
        return explained().path("confirmed").asLong();
    }

    /** The shop's listing at WH1. */
    private static JsonNode explained() throws IOException {
        for (var one : json(program.get("/api/v1/channels/shopify/explain?sku=" + TENT))) {
            if (one.at("/now/location").asText().equals("WH1")) {
                return one;
            }
        }
        throw new AssertionError("the shop does not list " + TENT + " at WH1");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
