package io.stockrelay.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.StompClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
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

/** Promises as a dealer, a warehouse and a killed process meet them: the real program, over HTTP and messages. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReservationApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final String ALL = "/api/v1/reservations";
    private static final String WHO = "?account=bergwerk";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    @SuppressWarnings("NullAway.Init") // started before the first test
    private static RunningStockRelay program;

    private static int messages;

    @BeforeAll
    static void open() throws Exception {
        program = RunningStockRelay.with().data(data.resolve("data")).start();
        wms("{\"snapshot\":{\"run\":\"r1\",\"WHSE\":\"HH1\",\"asOf\":\"" + berlin(-3600)
                + "\",\"final\":false,\"items\":["
                + "{\"SKU_ID\":\"10001\",\"ON_HAND\":100,\"QC_HOLD\":0,\"DAMAGED\":0},"
                + "{\"SKU_ID\":\"10002\",\"ON_HAND\":10,\"QC_HOLD\":0,\"DAMAGED\":0}]}}");
        await().atMost(SOON).until(() -> atp("TENT-FJORD-2") == 100 && atp("TENT-FJORD-3") == 10);
    }

    @AfterAll
    static void close() {
        program.close();
    }

    @Test
    @Order(1)
    void a_yes_lowers_what_is_available_and_the_same_request_returns_it() throws Exception {
        var made = make("SO-1", "4006-2", 12, "");
        var again = make("SO-1", "4006-2", 12, "");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(json(made));
        assertThat(json(made).at("/lines/0/parts/0/atpBefore").asInt()).isEqualTo(100);
        assertThat(atp("TENT-FJORD-2")).isEqualTo(88);
        assertThat(make("SO-1", "4006-2", 13, "").body()).contains("different-content");
        assertThat(make("SO-X", "4006-2", 89, "").body()).contains("insufficient-stock", "\"available\":88");
        assertThat(get("SO-X").statusCode()).isEqualTo(404);
    }

    @Test
    @Order(1)
    void in_part_means_what_is_there_and_the_rest_is_listed() throws Exception {
        var made = make("SO-P", "4006-3", 14, "\"mode\":\"partial\",");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(json(made).at("/lines/0/promised").asInt()).isEqualTo(10);
        assertThat(json(made).at("/shortages/0/requested").asInt()).isEqualTo(14);
        assertThat(atp("TENT-FJORD-3")).isZero();
        assertThat(make("SO-Q", "4006-3", 1, "\"mode\":\"partial\",").body()).contains("insufficient-stock");
        assertThat(post("SO-P/cancel" + WHO, "").statusCode()).isEqualTo(200);
        assertThat(atp("TENT-FJORD-3")).isEqualTo(10);
    }

    @Test
    @Order(2)
    void what_the_warehouse_ships_under_the_order_number_dispatches_the_reservation_once() throws Exception {
        wms(ship("SO-1", "10001", 5));
        await().atMost(SOON).until(() -> state("SO-1").equals("partly-dispatched"));

        assertThat(json(get("SO-1")).at("/lines/0/open").asInt()).isEqualTo(7);
        assertThat(atp("TENT-FJORD-2")).isEqualTo(88); // goods and promise left together

        wms(ship("SO-1", "10001", 7));
        await().atMost(SOON).until(() -> state("SO-1").equals("dispatched"));
        assertThat(atp("TENT-FJORD-2")).isEqualTo(88);
        assertThat(post("SO-1/cancel" + WHO, "").body()).contains("problem:dispatched", "have left");
    }

    @Test
    @Order(3)
    void goods_that_left_before_the_order_arrived_are_counted_once_too() throws Exception {
        wms(ship("SO-2", "10001", 8));
        await().atMost(SOON).until(() -> atp("TENT-FJORD-2") == 80);

        var made = make("SO-2", "4006-2", 8, "");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(json(made).path("state").asText()).isEqualTo("dispatched");
        assertThat(atp("TENT-FJORD-2")).isEqualTo(80);
    }

    @Test
    @Order(4)
    void an_amendment_needs_the_present_version_and_a_cancelled_line_is_free() throws Exception {
        make("SO-3", "4006-3", 4, "");
        var late = put("SO-3", "{\"version\":9,\"lines\":[{\"line\":1,\"sku\":\"4006-3\",\"quantity\":6}]}");
        var amended = put("SO-3", "{\"version\":1,\"lines\":[{\"line\":1,\"sku\":\"4006-3\",\"quantity\":6}]}");

        assertThat(late.body()).contains("problem:version", "\"version\":1");
        assertThat(amended.statusCode()).as(amended.body()).isEqualTo(200);
        assertThat(atp("TENT-FJORD-3")).isEqualTo(4);

        assertThat(post("SO-3/dispatch" + WHO, "{\"shipment\":\"S1\",\"lines\":[{\"line\":1,\"quantity\":7}]}")
                        .body())
                .contains("beyond-reserved");
        assertThat(post("SO-3/dispatch" + WHO, "{\"shipment\":\"S1\",\"lines\":[{\"line\":1,\"quantity\":6}]}")
                        .statusCode())
                .isEqualTo(200); // news only: the WMS owns what ships there
        assertThat(state("SO-3")).isEqualTo("confirmed");
        assertThat(post("SO-3/cancel" + WHO, "{\"lines\":[1]}").statusCode()).isEqualTo(200);
        assertThat(atp("TENT-FJORD-3")).isEqualTo(10);
    }

    @Test
    @Order(5)
    void an_unconfirmed_promise_ends_in_time_and_its_account_is_told_although_it_failed_at_first() throws Exception {
        sandbox("POST", "/sandbox/notices?times=2&status=503&retryAfter=1");
        make("SO-4", "4006-3", 10, "\"state\":\"pending\",\"expiresInSeconds\":1,");

        await().atMost(SOON).until(() -> state("SO-4").equals("expired"));
        assertThat(atp("TENT-FJORD-3")).isEqualTo(10);
        assertThat(post("SO-4/confirm" + WHO, "").body()).contains("problem:expired", "renew");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(sandbox("GET", "/sandbox/notices"))
                        .contains("reservation.expired", "\"id\":\"SO-4\"", "\"refused\":0"));
        assertThat(make("SO-4", "4006-3", 10, "\"renew\":true,").statusCode()).isEqualTo(201);
        post("SO-4/cancel" + WHO, "");
    }

    @Test
    @Order(6)
    void a_notice_that_is_refused_for_good_is_a_dead_letter_that_can_be_replayed() throws Exception {
        sandbox("POST", "/sandbox/notices?times=1&status=410");
        make("SO-5", "4006-3", 1, "\"state\":\"pending\",\"expiresInSeconds\":1,");
        await().atMost(SOON).untilAsserted(() -> assertThat(deadLetters()).contains("account:bergwerk", "SO-5"));

        var letter = JSON.readTree(deadLetters()).at("/items/0/id").asLong();
        var replayed = program.post("/api/v1/dead-letters/" + letter + "/replay", "{}");

        assertThat(replayed.statusCode()).as(replayed.body()).isLessThan(300);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(sandbox("GET", "/sandbox/notices")).contains("\"id\":\"SO-5\""));
    }

    @Test
    @Order(7)
    void what_became_due_while_nothing_ran_ends_after_the_start() throws Exception {
        make("SO-6", "4006-3", 10, "\"state\":\"pending\",\"expiresInSeconds\":2,");
        program.kill9();
        program = program.startAgain();

        await().atMost(SOON).until(() -> state("SO-6").equals("expired"));
        assertThat(atp("TENT-FJORD-3")).isEqualTo(10);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(sandbox("GET", "/sandbox/notices")).contains("\"id\":\"SO-6\""));
        assertThat(program.get("/actuator/prometheus").body()).contains("stockrelay_reservations_expired_total 1.0");
        assertThat(program.post("/api/v1/verify", "").body()).doesNotContain("\"violations\":[\"");
    }

    private static HttpResponse<String> make(String id, String sku, int quantity, String more) {
        return program.post(
                ALL,
                "{\"id\":\"" + id + "\",\"account\":\"bergwerk\"," + more + "\"lines\":[{\"line\":1,\"sku\":\"" + sku
                        + "\",\"quantity\":" + quantity + "}]}");
    }

    private static HttpResponse<String> get(String id) {
        return program.get(ALL + "/" + id + WHO);
    }

    private static HttpResponse<String> post(String path, String body) {
        return program.post(ALL + "/" + path, body);
    }

    private static HttpResponse<String> put(String id, String body) {
        return program.send(program.request(ALL + "/" + id + WHO)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    private static String state(String id) throws IOException {
        return json(get(id)).path("state").asText();
    }

    private static long atp(String sku) throws IOException {
        return json(program.get("/api/v1/availability?location=WH1&sku=" + sku))
                .at("/items/0/atp")
                .asLong(-1);
    }

    private static String deadLetters() {
        return program.get("/api/v1/dead-letters?state=OPEN").body();
    }

    private static String sandbox(String method, String path) {
        var uri = URI.create("http://127.0.0.1:" + program.port("sandbox") + path);
        return program.send(HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build())
                .body();
    }

    private static String ship(String order, String sku, int quantity) {
        messages++;
        return "{\"transactions\":[{\"TRAN_TYPE\":\"400\",\"TRAN_CODE\":\"01\",\"TRAN_NBR\":\"" + (9_000 + messages)
                + "\",\"PIX_SEQ_NBR\":\"1\",\"WHSE\":\"HH1\",\"SKU_ID\":\"" + sku + "\",\"INVN_ADJMT_QTY\":\""
                + quantity
                + "\",\"INVN_ADJMT_TYPE\":\"S\",\"UOM\":\"UNIT\",\"REF_FIELD_1\":\"" + order
                + "\",\"CREATE_DATE_TIME\":\"" + berlin(0) + "\"}]}";
    }

    private static String berlin(int seconds) {
        return STAMP.format(LocalDateTime.now(ZoneId.of("Europe/Berlin")).plusSeconds(seconds));
    }

    private static void wms(String message) throws IOException {
        try (var stomp = new StompClient(program.port("stomp"), "client", program.secret("broker-client"))) {
            stomp.send("wms.inventory", message);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
