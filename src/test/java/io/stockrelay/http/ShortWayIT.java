package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stockrelay.reservation.Command.Reserve;
import io.stockrelay.reservation.Verdict;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Whichever way a call goes, it is answered the same. */
@TestPropertySource(properties = "spring.mvc.async.request-timeout=400ms")
class ShortWayIT extends HttpCase {

    /** Means the same, and is written as nothing plain is. */
    private static final Map<String, String> LONG_WAY = Map.of("Accept", "application/json;q=0.9");

    private static final String RESERVATIONS = "/api/v1/reservations";
    private static final String AVAILABILITY = "/api/v1/availability";
    private static final String ORDER =
            "{'id':'SO-1','account':'bergwerk','lines':[{'line':1,'sku':'4006-2','quantity':5}]}".replace('\'', '"');

    @Autowired
    ScriptedReservations ledger;

    @Autowired
    HttpWorld.Weather weather;

    @Autowired
    MeterRegistry meters;

    @Autowired
    ObjectMapper json;

    @BeforeEach
    void clean() {
        ledger.reset();
        weather.isFull = false;
        weather.isAway = false;
        weather.isBroken = false;
    }

    @ParameterizedTest(name = "{0} {1} {2} as {3}: {4}, short: {5}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /api/v1/reservations                                | {ORDER}                 | orders-key  | 201 | true",
                "POST | /api/v1/reservations                                | {ORDER}                 | dealer-key  | 201 | true",
                "POST | /api/v1/reservations                                | {'id':'a'}              | orders-key  | 422 | true",
                "POST | /api/v1/reservations                                | {'id':'a'}              | dealer-key  | 422 | true",
                "POST | /api/v1/reservations                                | {'id':'a','account':'fjellbua'} | dealer-key | 403 | true",
                "POST | /api/v1/reservations                                | {                       | orders-key  | 400 | true",
                "POST | /api/v1/reservations                                | []                      | orders-key  | 422 | true",
                "POST | /api/v1/reservations                                | -                       | orders-key  | 422 | false",
                "POST | /api/v1/reservations                                | {ORDER}                 | reader-key  | 403 | false",
                "POST | /api/v1/reservations                                | {ORDER}                 | planner-key | 403 | false",
                "POST | /api/v1/reservations                                | {ORDER}                 | wrong-key   | 401 | false",
                "POST | /api/v1/reservations                                | {ORDER}                 | -           | 401 | false",
                "POST | /api/v1/reservations?account=bergwerk               | {ORDER}                 | orders-key  | 201 | false",
                "POST | /api/v1/reservations?acount=bergwerk                | {ORDER}                 | orders-key  | 400 | false",
                "PUT  | /api/v1/reservations                                | {ORDER}                 | orders-key  | 405 | false",
                "GET  | /api/v1/reservations                                | -                       | orders-key  | 200 | false",
                "GET  | /api/v1/availability?sku=10045                      | -                       | reader-key  | 200 | true",
                "GET  | /api/v1/availability?sku=10045&sku=9,1&location=WH1 | -                       | reader-key  | 200 | true",
                "GET  | /api/v1/availability?sku=10047&account=bergwerk     | -                       | reader-key  | 200 | true",
                "GET  | /api/v1/availability?sku=10045&channel=shop         | -                       | reader-key  | 200 | true",
                "GET  | /api/v1/availability?sku=SET-1                      | -                       | reader-key  | 200 | true",
                "GET  | /api/v1/availability?sku=                           | -                       | reader-key  | 400 | true",
                "GET  | /api/v1/availability?sku=1&location=NOPE            | -                       | reader-key  | 400 | true",
                "GET  | /api/v1/availability?sku=1&channel=nope             | -                       | reader-key  | 404 | true",
                "GET  | /api/v1/availability?sku=1&account=bergwerk&channel=shop | -                  | reader-key  | 400 | true",
                "GET  | /api/v1/availability?sku=1&account=a&account=b      | -                       | reader-key  | 422 | false",
                "GET  | /api/v1/availability?sku=1&loc=WH1                  | -                       | reader-key  | 400 | false",
                "GET  | /api/v1/availability                                | -                       | reader-key  | 400 | false",
                "HEAD | /api/v1/availability?sku=10045                      | -                       | reader-key  | 403 | false",
                "GET  | /api/v1/availability?sku=10045                      | -                       | orders-key  | 403 | false",
                "GET  | /api/v1/availability?sku=10045                      | -                       | -           | 401 | false",
                "GET  | /api/v1/availability;x=1?sku=10045                  | -                       | reader-key  | 400 | false",
                "POST | /api/v1/availability/query                          | {'skus':['10045','9']}  | reader-key  | 200 | true",
                "POST | /api/v1/availability/query                          | {'skus':['10045'],'locations':['WH1'],'channel':'shop'} | reader-key | 200 | true",
                "POST | /api/v1/availability/query                          | {}                      | reader-key  | 422 | true",
                "POST | /api/v1/availability/query                          | {'skus':1}              | reader-key  | 400 | true",
                "POST | /api/v1/availability/query                          | null                    | reader-key  | 400 | true",
                "POST | /api/v1/availability/query                          | {                       | reader-key  | 400 | true",
                "POST | /api/v1/availability/query                          | {'skus':['10045']}      | orders-key  | 403 | false",
            })
    void both_ways_answer_the_same(
            String method, String path, String body, String key, int status, boolean goesTheShortWay) {
        var sent = body.equals("-") ? null : body.replace("{ORDER}", ORDER).replace('\'', '"');
        var presented = key.equals("-") ? null : key;

        assertBothWays(goesTheShortWay, status, method, path, presented, sent);
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"MADE", "UNCHANGED", "INSUFFICIENT_STOCK", "DIFFERENT_CONTENT"})
    void whatever_the_ledger_decides_is_told_the_same(Verdict verdict) {
        ledger.verdict = verdict;

        assertBothWays(true, 0, "POST", RESERVATIONS, HttpWorld.ORDERS, ORDER);
    }

    @Test
    void whatever_goes_wrong_is_told_the_same() {
        weather.isFull = true;
        assertBothWays(true, 429, "POST", RESERVATIONS, HttpWorld.ORDERS, ORDER);
        assertBothWays(true, 429, "GET", AVAILABILITY + "?sku=1", HttpWorld.READER, null);
        weather.isFull = false;
        weather.isAway = true;
        assertBothWays(true, 503, "POST", RESERVATIONS, HttpWorld.ORDERS, ORDER);
        weather.isAway = false;
        weather.isBroken = true;
        assertBothWays(true, 500, "POST", RESERVATIONS, HttpWorld.ORDERS, ORDER);
        weather.isBroken = false;
        ledger.isAwayAfterwards = true;
        assertBothWays(true, 503, "POST", RESERVATIONS, HttpWorld.ORDERS, ORDER);
        ledger.isAwayAfterwards = false;
        var taken = ORDER.replace("SO-1", ScriptedReservations.OTHER_NUMBER);
        assertBothWays(true, 409, "POST", RESERVATIONS, HttpWorld.ORDERS, taken);
    }

    @Test
    void what_is_decided_later_than_a_thread_waits_is_told_the_same() {
        ledger.decides = late(WaitingRoom.MILLIS + 50);
        var plain = send("POST", RESERVATIONS, HttpWorld.ORDERS, ORDER);
        assertThat(shortCalls()).isPositive();
        ledger.decides = late(WaitingRoom.MILLIS + 50);
        assertSame(plain, send("POST", RESERVATIONS, HttpWorld.ORDERS, ORDER, LONG_WAY), 201);
    }

    @Test
    void what_is_not_decided_in_time_is_told_the_same() {
        ledger.decides = new CompletableFuture<>();

        assertBothWays(true, 503, "POST", RESERVATIONS, HttpWorld.ORDERS, ORDER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: text/csv",
                "Accept: application/xml, application/json",
                "Expect: 100-continue",
                "Content-Type: text/plain",
                "Content-Type: application/json; charset=utf-16",
            })
    void what_is_not_plain_goes_the_long_way(String header) {
        long before = shortCalls();
        var parts = header.split(": ", 2);
        // the client sets this header by itself
        var answer = parts[0].equals("Expect")
                ? expecting(RESERVATIONS, HttpWorld.ORDERS, ORDER)
                : send("POST", RESERVATIONS, HttpWorld.ORDERS, ORDER, Map.of(parts[0], parts[1]));

        assertThat(answer.statusCode()).isIn(201, 406, 415);
        assertThat(shortCalls()).isEqualTo(before);
    }

    @Test
    void a_body_larger_than_one_call_may_have_is_refused_the_long_way() {
        long before = shortCalls();

        assertProblem(
                send("POST", RESERVATIONS, HttpWorld.ORDERS, " ".repeat((int) BodyLimit.BYTES_MAX) + "{}"),
                413,
                "too-large",
                "send it in parts");
        assertThat(shortCalls()).isEqualTo(before);
    }

    @Test
    void the_name_of_the_key_stands_beside_what_is_promised() {
        send("POST", RESERVATIONS, HttpWorld.ORDERS, ORDER);

        assertThat(((Reserve) ledger.last()).actor()).isEqualTo("orders");
    }

    @Test
    void times_are_written_by_our_own_writer() throws Exception {
        assertThat(json.getSerializerProviderInstance().findValueSerializer(Instant.class))
                .isInstanceOf(InstantText.class);
    }

    @Test
    void calls_are_timed_as_spring_times_them() {
        send("POST", RESERVATIONS, HttpWorld.ORDERS, "{");

        var timer = meters.get("http.server.requests")
                .tags("uri", RESERVATIONS, "status", "400", "method", "POST", "outcome", "CLIENT_ERROR")
                .tags("exception", "none", "error", "none")
                .timer();
        assertThat(timer.count()).isPositive();
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    }

    private static CompletableFuture<?> late(long millis) {
        return new CompletableFuture<Void>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS);
    }

    private void assertBothWays(
            boolean goesTheShortWay,
            int status,
            String method,
            String path,
            @Nullable String key,
            @Nullable String body) {
        long before = shortCalls();
        var plain = send(method, path, key, body);
        assertThat(shortCalls() - before).as("calls on the short way").isEqualTo(goesTheShortWay ? 1 : 0);
        var other = send(method, path, key, body, LONG_WAY);
        assertThat(shortCalls() - before).as("the other went the long way").isEqualTo(goesTheShortWay ? 1 : 0);
        assertSame(plain, other, status);
    }

    private static void assertSame(HttpResponse<String> plain, HttpResponse<String> other, int status) {
        assertThat(plain.statusCode()).as(plain.body()).isEqualTo(other.statusCode());
        if (status > 0) {
            assertThat(plain.statusCode()).as(plain.body()).isEqualTo(status);
        }
        assertThat(headers(plain)).isEqualTo(headers(other));
        assertThat(body(plain)).isEqualTo(body(other));
    }

    /** Without those that tell how the answer travels. */
    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        List.of("date", "content-length", "transfer-encoding", "connection", "keep-alive")
                .forEach(headers::remove);
        return headers;
    }

    private static @Nullable JsonNode body(HttpResponse<String> answer) {
        return answer.body().isEmpty() ? null : json(answer);
    }

    private long shortCalls() {
        return meters.find("http.server.requests").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }
}
