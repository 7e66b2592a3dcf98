package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.deadletter.DeadLetters.UndeliveredNotice;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.platform.Folders;
import io.stockrelay.platform.RunningInstance;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.testkit.TestPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = HttpWorld.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"logging.file.name=", "spring.main.banner-mode=off"})
@ExtendWith(OutputCaptureExtension.class)
class HttpApiIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Folders folders;

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    TestPostgres database;

    @Autowired
    HttpWorld.Weather weather;

    @BeforeEach
    void clean() {
        database.jdbc()
                .sql("truncate dead_letter_message, dead_letter, dead_letter_trail, dead_letter_replay")
                .update();
        weather.isFull = false;
        weather.isAway = false;
        weather.isBroken = false;
        weather.isMended = false;
    }

    @ParameterizedTest(name = "{0} {1} → {3} {4}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GET  | /api/v1/availability                           | -  | 400 | invalid-parameter      | sku is missing",
                "GET  | /api/v1/availability?sku=                      | -  | 400 | invalid-parameter      | sku",
                "GET  | /api/v1/availability?sku=1&loc=WH1             | -  | 400 | unknown-parameter      | 'loc'",
                "GET  | /api/v1/availability?sku=1&location=NOPE       | -  | 400 | invalid-parameter      | 'NOPE'",
                "GET  | /api/v1/availability?sku=1&channel=nope        | -  | 404 | not-found              | channel 'nope'",
                "POST | /api/v1/availability/query                     | {} | 422 | invalid                | skus is missing",
                "POST | /api/v1/availability/query                     | {  | 400 | not-parseable          | valid JSON",
                "PUT  | /api/v1/availability/query                     | {} | 405 | method-not-allowed     | PUT",
                "GET  | /api/v1/order-books/overdue?limit=0            | -  | 400 | invalid-parameter      | from 1 to 1000",
                "POST | /api/v1/channels/nope/listings/1/end-in-flight | -  | 404 | not-found              | channel 'nope'",
                "POST | /api/v1/channels/shop/listings/9/end-in-flight | -  | 404 | not-found              | demand in flight",
                "POST | /api/v1/channels/shop/listings/x/end-in-flight | -  | 400 | invalid-parameter      | listing is 'x'",
                "GET  | /api/v1/dead-letters?account=a&source=b        | -  | 400 | invalid-parameter      | not both",
                "GET  | /api/v1/nothing                                | -  | 404 | not-found              | openapi",
                "GET  | /webhooks/nobody                               | -  | 404 | not-found              | openapi",
                "POST | /webhooks/nobody                               | {} | 404 | not-found              | openapi",
                "GET  | /api/v1/skus/10045/timeline?limit=0            | -  | 400 | invalid-parameter      | from 1 to 500",
                "GET  | /api/v1/skus/10045/timeline?limit=x            | -  | 400 | invalid-parameter      | limit is 'x'",
                "GET  | /api/v1/receipts/abc                           | -  | 400 | invalid-parameter      | receipt is 'abc'",
                "GET  | /api/v1/receipts/11111111-1111-1111-1111-111111111111 | - | 404 | not-found        | 11111111",
                "GET  | /api/v1/sources/nope                           | -  | 404 | not-found              | 'nope'",
                "POST | /api/v1/sources/nope/pause                     | -  | 404 | not-found              | 'nope'",
                "POST | /api/v1/channels/nope/pause                    | -  | 404 | not-found              | 'nope'",
                "GET  | /api/v1/channels/shop/explain?sku=9            | -  | 404 | not-found              | SKU '9'",
                "GET  | /api/v1/channels/shop/listings?limit=1001      | -  | 400 | invalid-parameter      | from 1 to 1000",
                "GET  | /api/v1/dead-letters/9                         | -  | 404 | not-found              | dead letter '9'",
                "GET  | /api/v1/dead-letters/x                         | -  | 400 | invalid-parameter      | id is 'x'",
                "GET  | /api/v1/dead-letters?state=CLOSED              | -  | 400 | invalid-parameter      | OPEN, REPLAYED, DISCARDED",
                "GET  | /api/v1/dead-letters?source=a&channel=b        | -  | 400 | invalid-parameter      | not both",
                "POST | /api/v1/dead-letters/9/replay                  | -  | 404 | not-found              | '9'",
                "POST | /api/v1/dead-letters/9/discard                 | {} | 422 | invalid                | reason is missing",
                "POST | /api/v1/dead-letters/replays                   | {} | 422 | invalid                | either ids",
                "POST | /api/v1/movements                              | [] | 422 | invalid                | one event",
                "POST | /api/v1/movements | {\"id\":\"1\",\"type\":\"ship\"} | 422 | invalid | sku is missing",
                "POST | /api/v1/movements | {\"id\":\"1\",\"type\":\"acknowledge\"} | 422 | invalid | reason is missing",
                "POST | /api/v1/movements | {\"id\":\"1\",\"type\":\"order\",\"lines\":[{\"quantity\":1.5}]} | 422 | invalid | lines[0].quantity",
                "POST | /api/v1/movements                              | {\"id\":\"1\"} | 422 | invalid    | type is missing",
                "GET  | /api/v1/lots                                   | -  | 400 | invalid-parameter      | sku is missing",
                "GET  | /api/v1/lots/GEL/L9                            | -  | 404 | not-found              | 'L9'",
                "PUT  | /api/v1/lots/GEL/L1                            | {} | 422 | invalid                | blocked is missing",
                "PUT  | /api/v1/lots/GEL/L1                            | {\"blocked\":true} | 422 | invalid | reason is missing",
                "PUT  | /api/v1/lots/GEL/L1                            | {\"blocked\":1} | 422 | invalid   | true or false",
                "PUT  | /api/v1/lots/NOPE/L1                           | {\"blocked\":false} | 404 | not-found | 'NOPE'",
                "PUT  | /api/v1/lots/TENT-FJORD-2/L1                   | {\"blocked\":false} | 422 | invalid | not counted by lot",
                "POST | /api/v1/movements?source=nobody                | {} | 404 | not-found              | 'nobody'",
            })
    void a_bad_request_is_answered_with_a_problem_that_names_it(
            String method, String path, @Nullable String body, int status, String type, String detail) {
        var answer = send(method.strip(), path, token(), body);

        assertProblem(answer, status, type);
        assertThat(json(answer).path("detail").asText()).contains(detail);
    }

    @Test
    void lots_are_listed_and_blocked() {
        var before = json(send("GET", "/api/v1/lots?sku=GEL&location=WH1", HttpWorld.READER, null))
                .path("items");
        assertThat(before.path(0).path("expiresOn").asText()).isEqualTo("2026-11-20");
        assertThat(before.path(0).path("unusable").asText()).isEqualTo("expired");
        assertThat(before.path(0).path("available").asLong()).isZero();
        assertThat(before.path(1).path("available").asLong()).isEqualTo(3);
        assertThat(before.path(1).has("unusable")).isFalse();

        var blocked = json(send("PUT", "/api/v1/lots/GEL/L2", token(), "{\"blocked\":true,\"reason\":\"recall 17\"}"));
        assertThat(blocked.path("blocked").path("reason").asText()).isEqualTo("recall 17");
        assertThat(blocked.path("blocked").path("by").asText()).isEqualTo("local");
        assertThat(blocked.at("/blockedAt/0").toString())
                .isEqualTo("{\"location\":\"WH1\",\"reason\":\"seal broken\",\"by\":\"wms\","
                        + "\"since\":\"1970-01-01T00:00:00Z\"}");
        assertThat(blocked.at("/blockedAt/1/location").asText()).isEqualTo("WH2");
        assertThat(json(send("GET", "/api/v1/lots/GEL/L2", HttpWorld.READER, null)))
                .isEqualTo(blocked);

        var slashed = json(
                send("PUT", "/api/v1/lots/GEL?lot=12%2F2026", token(), "{\"blocked\":true,\"reason\":\"recall 18\"}"));
        assertThat(slashed.path("lot").asText()).isEqualTo("12/2026");

        var free = json(send("PUT", "/api/v1/lots/GEL/L2", token(), "{\"blocked\":false}"));
        assertThat(free.path("blocked").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/availability?sku=10045",
                "/api//v1/availability?sku=10045",
                "/api/v1/availability;x=1?sku=10045",
                "/api;x/v1/availability?sku=10045",
                "/api/v1/./availability?sku=10045",
                "/webhooks/../api/v1/availability?sku=10045",
                "/webhooks/%2e%2e/api/v1/availability?sku=10045",
                "/actuator/health/..;/..;/api/v1/availability?sku=10045",
            })
    void an_address_that_could_be_read_in_two_ways_is_read_in_none(String path) {
        for (var key : Arrays.asList("reader-key", null)) {
            var answer = send("GET", path, key, null);

            assertProblem(answer, 400, "not-parseable");
            assertThat(json(answer).path("detail").asText()).contains("the address", "nothing was done");
        }
    }

    /** Read by the web server itself, before anybody else sees them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%2Favailability",
                "/api/v1/%00",
                "/api/v1\\availability",
                "/api/v1/%zz",
                "/api/..;/v1/availability",
                "/{LONG}",
            })
    void what_the_web_server_cannot_read_is_a_problem_too(String path) throws IOException {
        var answer = raw("GET " + path.replace("{LONG}", "a".repeat(40_000)) + " HTTP/1.1\r\nHost: x\r\n"
                + "Connection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "urn:stockrelay:problem:not-parseable", "the address")
                .contains("nothing was done")
                .doesNotContain("<html", "Jetty");
    }

    @Test
    void who_is_refused_while_still_sending_sees_why() throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            var out = socket.getOutputStream();
            byte[] body = " ".repeat(4_000_000).getBytes(StandardCharsets.US_ASCII);
            out.write(("POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.write("GET /api/v1/sources HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .containsPattern("(?s)^HTTP/1.1 401.*not-signed-in.*HTTP/1.1 401.*not-signed-in");
        }
    }

    @Test
    void a_connection_ends_where_the_caller_asked_for_it_also_after_it_asked_whether_to_send() throws IOException {
        assertThat(raw("POST /api/v1/availability/query HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Authorization: Bearer reader-key\r\nContent-Type: application/json\r\n"
                        + "Expect: 100-continue\r\nContent-Length: 18\r\n\r\n{\"skus\":[\"10045\"]}"))
                .contains("HTTP/1.1 200", "\"10045\"");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest(name = "{0} {1} with key {2} → {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "GET,  /api/v1/availability?sku=10045, -,          401",
                "GET,  /api/v1/availability?sku=10045, wrong-key,  401",
                "GET,  /api/v1/availability?sku=10045, reader-key, 200",
                "POST, /api/v1/sources/wms/pause,      reader-key, 403",
                "POST, /api/v1/dead-letters/1/replay,  reader-key, 403",
                "POST, /api/v1/movements,              reader-key, 403",
                "POST, /api/v1/movements,              mover-key,  403",
                "POST, /api/v1/dead-letters/1/replay,  mover-key,  403",
                "POST, /api/v1/channels/shop/listings/1/end-in-flight, reader-key, 403",
                "POST, /api/v1/channels/shop/listings/1/end-in-flight, -, 401",
                "PUT,  /api/v1/lots/GEL/L1,            reader-key, 403",
                "GET,  /api/v1/lots?sku=GEL,           reader-key, 200",
                "GET,  /actuator/env,                  -,          401",
                "GET,  /actuator/env,                  reader-key, 403",
                "GET,  /,                              -,          401",
                "GET,  /openapi.json,                  -,          401",
                "GET,  /openapi.json,                  reader-key, 200",
            })
    void what_no_key_allows_is_closed(String method, String path, @Nullable String key, int status) {
        var answer = send(method, path, key, method.equals("GET") ? null : "{}");

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 401) {
            assertProblem(answer, 401, "not-signed-in");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
        if (status == 403) {
            assertProblem(answer, 403, "not-allowed");
        }
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).doesNotContain("wrong-key", "reader-key", "mover-key");
    }

    @Test
    void availability_tells_each_state_and_what_is_unknown() {
        var answer = json(get("/api/v1/availability?sku=10045&sku=9&channel=shop"));

        var line = answer.path("items").path(0);
        assertThat(line.path("onHand").asLong()).isEqualTo(10);
        assertThat(line.path("qualityHold").asLong()).isZero();
        assertThat(line.path("atp").asLong()).isEqualTo(8);
        assertThat(line.path("sourceAge").asLong()).isEqualTo(30);
        assertThat(line.path("stale").asBoolean()).isFalse();
        assertThat(line.path("irregularities").path(0).asText()).contains("more than was on quality hold");
        assertThat(answer.path("unknown").path(0).asText()).isEqualTo("9");
        assertThat(answer.path("published").path(0).path("units").asLong()).isEqualTo(7);
    }

    @Test
    void a_kit_is_as_available_as_its_scarcest_component_at_each_location() {
        var answer = json(get("/api/v1/availability?sku=SET-1&sku=10045&sku=SET-9"));

        var item = answer.path("items").path(0);
        var kit = answer.path("items").path(1);
        assertThat(answer.path("items").size()).as("nothing is known of WH2").isEqualTo(2);
        assertThat(item.has("components")).isFalse();
        assertThat(kit.path("sku").asText()).isEqualTo("SET-1");
        assertThat(kit.path("available").asLong()).isEqualTo(2);
        assertThat(kit.path("atp").asLong()).isEqualTo(2);
        assertThat(kit.path("stale").asBoolean()).isFalse();
        assertThat(kit.has("onHand")).as("a kit has no stock of its own").isFalse();
        assertThat(kit.path("components").path(0).toString())
                .isEqualTo("{\"sku\":\"10045\",\"perKit\":3,\"available\":8,\"atp\":8}");
        assertThat(kit.path("irregularities").path(0).asText()).startsWith("component 10045: released");
        assertThat(answer.path("unknown").toString()).isEqualTo("[\"SET-9\"]");
    }

    @Test
    void a_code_with_a_comma_is_one_code() {
        var answer = json(get("/api/v1/availability?sku=9,10045"));

        assertThat(answer.path("unknown").path(0).asText()).isEqualTo("9,10045");
        assertThat(answer.path("items").size()).isZero();
    }

    @Test
    void a_thousand_at_once_and_not_one_more() {
        assertThat(post("/api/v1/availability/query", skus(1_000)).statusCode()).isEqualTo(200);
        assertProblem(post("/api/v1/availability/query", skus(1_001)), 400, "invalid-parameter");
    }

    @Test
    void the_timeline_goes_on_where_the_page_ended() {
        var first = json(get("/api/v1/skus/10045/timeline?limit=2"));
        var second = json(get("/api/v1/skus/10045/timeline?limit=2&before="
                + first.path("next").asLong()));

        assertThat(first.path("items").path(0).path("event").asText()).isEqualTo("e-3");
        assertThat(second.path("items").path(0).path("event").asText()).isEqualTo("e-1");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void a_receipt_tells_each_outcome() {
        var answer = json(get("/api/v1/receipts/00000000-0000-0000-0000-000000000001"));

        assertThat(answer.path("events").path(0).path("outcome").asText()).isEqualTo("alreadyCounted");
    }

    @Test
    void movements_say_who_and_why_and_repeat_safely() {
        String event = event("m-1");

        var first = json(post("/api/v1/movements", event));
        var again = json(post("/api/v1/movements", event));

        assertThat(first.path(0).path("events").path(0).path("outcome").asText())
                .isEqualTo("applied");
        assertThat(again.path(0).path("events").path(0).path("outcome").asText())
                .isEqualTo("duplicate");
        assertThat(send("POST", "/api/v1/movements?source=pos", HttpWorld.MOVER, event("m-2"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_key_for_one_source_never_speaks_for_another() {
        assertProblem(send("POST", "/api/v1/movements?source=wms", HttpWorld.MOVER, event("m-3")), 403, "not-allowed");
    }

    @Test
    void a_body_over_the_limit_is_refused_whatever_it_says_about_its_length() {
        String large = "[" + " ".repeat((int) BodyLimit.BYTES_MAX) + "]";

        assertProblem(post("/api/v1/movements", large), 413, "too-large");
        var chunked = request("/api/v1/movements", token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))
                .build();
        assertProblem(answer(chunked), 413, "too-large");
    }

    @Test
    void nesting_without_end_is_not_parseable() {
        assertProblem(post("/api/v1/movements", "[".repeat(1_000_000)), 400, "not-parseable");
    }

    @Test
    void another_content_type_is_refused() {
        var request = request("/api/v1/movements", token())
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("a;b"))
                .build();

        assertProblem(answer(request), 415, "unsupported-media-type");
    }

    @Test
    void under_pressure_or_without_a_database_it_says_when_to_come_back() {
        weather.isFull = true;
        var busy = post("/api/v1/movements", event("m-4"));
        assertProblem(busy, 429, "too-busy");
        assertThat(busy.headers().firstValue("Retry-After")).isPresent();

        weather.isFull = false;
        weather.isAway = true;
        var away = get("/api/v1/availability?sku=10045");
        assertProblem(away, 503, "not-available");
        assertThat(away.headers().firstValue("Retry-After")).isPresent();
        assertThat(away.body()).doesNotContain("secret-host");
    }

    @Test
    void a_mistake_of_ours_is_told_without_anything_of_it() {
        weather.isBroken = true;

        var answer = get("/api/v1/availability?sku=10045");

        assertProblem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("secret-detail", "Exception", "at io.stockrelay");
    }

    @Test
    void sources_and_channels_pause_and_resume() {
        assertThat(json(post("/api/v1/sources/wms/pause", "")).path("paused").asBoolean())
                .isTrue();
        assertThat(json(post("/api/v1/sources/wms/resume", "")).path("paused").asBoolean())
                .isFalse();
        assertThat(json(get("/api/v1/sources/wms"))
                        .path("outcomes")
                        .path("applied")
                        .asLong())
                .isEqualTo(3);
        assertThat(post("/api/v1/channels/shop/pause", "").statusCode()).isEqualTo(200);
        assertThat(post("/api/v1/channels/shop/unblock", "").statusCode()).isEqualTo(200);
        assertThat(json(post("/api/v1/channels/shop/listings/open", "{\"listings\":[1,2]}"))
                        .path("opened")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(get("/api/v1/channels/shop/explain?sku=10045"))
                        .at("/0/now/number")
                        .asLong())
                .isEqualTo(4);
        assertThat(json(get("/api/v1/channels/shop/listings")).path("items").size())
                .isEqualTo(1);
        assertThat(json(post("/api/v1/channels/shop/listings/1/end-in-flight", ""))
                        .path("id")
                        .asText())
                .isEqualTo("shop");
    }

    @Test
    void a_held_file_is_decided_on_once() {
        String run = "/api/v1/sources/wms/runs/" + OneHeldRun.ID;

        assertThat(json(get("/api/v1/sources/wms/runs")).path(0).path("state").asText())
                .isEqualTo("HELD");
        assertProblem(get("/api/v1/sources/pos/runs/" + OneHeldRun.ID), 404, "not-found");
        assertProblem(send("POST", run + "/approve", HttpWorld.READER, null), 403, "not-allowed");
        assertProblem(post(run + "/reject", "{}"), 422, "invalid");
        var rejected = json(post(run + "/reject", "{\"reason\":\"half of it is missing\"}"));
        assertThat(rejected.path("state").asText()).isEqualTo("REJECTED");
        assertThat(rejected.path("decidedBy").asText()).isEqualTo("local");
        assertProblem(post(run + "/approve", ""), 409, "not-possible-now");
    }

    @Test
    void a_dead_letter_is_listed_shown_replayed_and_its_trail_names_who_did_it() {
        long id = keepOne();

        assertThat(json(get("/api/v1/dead-letters?source=wms&state=OPEN"))
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(json(get("/api/v1/dead-letters?source=erp")).path("items").size())
                .isZero();
        assertThat(json(get("/api/v1/dead-letters/groups"))
                        .path(0)
                        .path("missing")
                        .asText())
                .isEqualTo("sku 4711 in mappings/wms/skus.csv");
        var shown = json(get("/api/v1/dead-letters/" + id));
        assertThat(shown.path("message").path("text").asText()).isEqualTo("{\"raw\":true}");
        var raw = get("/api/v1/dead-letters/" + id + "/raw");
        assertThat(raw.body()).isEqualTo("{\"raw\":true}");
        assertThat(raw.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");

        assertThat(json(post("/api/v1/dead-letters/" + id + "/replay", ""))
                        .path("verdict")
                        .asText())
                .isEqualTo("FAILED_AGAIN");
        weather.isMended = true;
        assertThat(json(post("/api/v1/dead-letters/" + id + "/replay", ""))
                        .path("verdict")
                        .asText())
                .isEqualTo("REPLAYED");
        assertProblem(post("/api/v1/dead-letters/" + id + "/replay", ""), 409, "not-possible-now");
        assertThat(json(get("/api/v1/dead-letters/" + id))
                        .path("trail")
                        .path(0)
                        .path("actor")
                        .asText())
                .isEqualTo("local");
    }

    @Test
    void what_an_account_could_not_be_told_is_found_by_the_account() {
        keepOne();
        deadLetters.keepNotice(new UndeliveredNotice(
                "account:bergwerk",
                7,
                "reservation.expired SO-1",
                CauseClass.TIMEOUT,
                "no answer",
                3,
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                ""));

        var found = json(get("/api/v1/dead-letters?account=bergwerk")).path("items");
        assertThat(found.findValuesAsText("party")).containsExactly("account:bergwerk");
        assertThat(json(get("/api/v1/dead-letters?account=fjellbua")).path("items"))
                .isEmpty();
        assertThat(json(get("/api/v1/dead-letters")).path("items")).hasSize(2);
        var discarded = post(
                "/api/v1/dead-letters/discards",
                "{\"filter\":{\"account\":\"bergwerk\"},\"reason\":\"told by phone\"}");
        assertThat(json(discarded).path("discarded").asInt()).isEqualTo(1);
    }

    @Test
    void several_are_replayed_in_a_run_that_tells_how_far_it_is() {
        keepOne();
        weather.isMended = true;
        var started = post(
                "/api/v1/dead-letters/replays", "{\"filter\":{\"missing\":\"sku 4711 in mappings/wms/skus.csv\"}}");
        assertThat(started.statusCode()).isEqualTo(202);
        String run = started.headers().firstValue("Location").orElseThrow();

        var ended = await().until(
                        () -> json(get(run)),
                        told -> !told.path("state").asText().equals("RUNNING"));

        assertThat(ended.path("state").asText()).isEqualTo("DONE");
        assertThat(ended.path("replayed").asInt()).isEqualTo(1);
        assertProblem(post(run + "/cancel", ""), 409, "not-possible-now");
    }

    @Test
    void planted_secrets_reach_neither_the_store_nor_the_log_nor_an_answer(CapturedOutput log) {
        String secret = "planted-5ecret-value";
        var headers = Map.of("authorization", "Bearer " + secret, "x-api-key", secret, "webhook-signature", secret);
        var failure = Failure.ofWhole(Step.RECEIVE, CauseClass.TIMEOUT, "401 for client_secret=" + secret);
        deadLetters.keep(Samples.delivery("{\"raw\":true}", headers), List.of(failure));
        long id = database.jdbc()
                .sql("select max(id) from dead_letter")
                .query(Long.class)
                .single();

        String told = get("/api/v1/dead-letters/" + id).body()
                + send("GET", "/api/v1/sources", secret, null).body();
        weather.isBroken = true;
        told += send("GET", "/api/v1/availability?sku=10045", HttpWorld.READER, null)
                .body();

        String stored = database.jdbc()
                .sql("select string_agg(m::text || d::text || t::text, '') from dead_letter d"
                        + " join dead_letter_message m on m.id = d.message_id"
                        + " join dead_letter_trail t on t.dead_letter = d.id")
                .query(String.class)
                .single();
        assertThat(told).contains("[removed]").doesNotContain(secret);
        assertThat(stored).contains("[removed]").doesNotContain(secret);
        assertThat(log.getAll()).contains("event=unforeseen").doesNotContain(secret, HttpWorld.READER, token());
    }

    @Test
    void one_is_discarded_with_a_reason_only_once() {
        long id = keepOne();
        String reason = "{\"reason\":\"test message of the integrator\"}";

        assertThat(json(post("/api/v1/dead-letters/" + id + "/discard", reason))
                        .path("state")
                        .asText())
                .isEqualTo("DISCARDED");
        assertProblem(post("/api/v1/dead-letters/" + id + "/discard", reason), 409, "not-possible-now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/movements", "/api/v1/dead-letters/{id}/replay", "/api/v1/availability"})
    void the_description_names_the_calls(String path) {
        assertThat(json(get("/openapi.json")).path("paths").has(path)).isTrue();
    }

    @Test
    void every_call_is_described_with_a_summary_and_its_problems() {
        var paths = json(get("/openapi.json")).path("paths");

        assertThat(paths.size()).isGreaterThan(20);
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(call -> {
                    String where = call.getKey() + " " + path.getKey();
                    assertThat(call.getValue().path("summary").asText())
                            .as(where)
                            .isNotBlank();
                    assertThat(call.getValue().at("/responses/4XX/content").has("application/problem+json"))
                            .as(where)
                            .isTrue();
                }));
    }

    private long keepOne() {
        deadLetters.keep(Samples.delivery("{\"raw\":true}"), List.of(Samples.unknownSku("e-parked")));
        return database.jdbc()
                .sql("select max(id) from dead_letter")
                .query(Long.class)
                .single();
    }

    private static String event(String id) {
        return "{\"reason\":\"recount\",\"events\":[{\"id\":\"" + id
                + "\",\"type\":\"adjust\",\"sku\":\"10045\",\"location\":\"WH1\",\"quantity\":3}]}";
    }

    private static String skus(int count) {
        var skus = JSON.createObjectNode();
        var list = skus.putArray("skus");
        for (int i = 0; i < count; i++) {
            list.add("s" + i);
        }
        return skus.toString();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:stockrelay:problem:" + type);
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
    }

    private String token() {
        return RunningInstance.token(folders);
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path, token(), null);
    }

    private HttpResponse<String> post(String path, String body) {
        return send("POST", path, token(), body);
    }

    private HttpResponse<String> send(String method, String path, @Nullable String key, @Nullable String body) {
        var request = request(path, key);
        if (body != null && !body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return answer(request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path, @Nullable String key) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<String> answer(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
