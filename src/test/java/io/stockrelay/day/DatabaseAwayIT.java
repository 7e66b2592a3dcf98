package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.platform.Secrets;
import io.stockrelay.platform.postgres.PostgresServer;
import io.stockrelay.testkit.RunningStockRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An external PostgreSQL goes away under the real program and comes back: senders are told or spared, nothing is lost,
 * nothing becomes a dead letter, and all of it is worked off in order without anybody doing anything.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseAwayIT {

    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int MESSAGES = 30;
    private static final int CALLS = 3;
    private static final Instant OPENED =
            Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    static Path temporary;

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer database;

    @SuppressWarnings("NullAway.Init")
    private static RunningStockRelay program;

    @SuppressWarnings("NullAway.Init")
    private static Store store;

    @BeforeAll
    static void open() throws IOException {
        database = start(0); // for its address; the program starts while it is away
        var address = database.address();
        database.close();
        int port = database.port();
        var late = CompletableFuture.supplyAsync(() -> startOnceAskedFor(port));
        program = RunningStockRelay.with()
                .home(homeWithTills())
                .data(temporary.resolve("data"))
                .set("stockrelay.database.url", address.url())
                .set("stockrelay.database.user", address.user())
                .set("stockrelay.database.password", address.password())
                .withoutSandbox()
                .start();
        database = late.join();
        store = new Store(address.url(), address.user(), address.password());
    }

    @AfterAll
    static void close() throws IOException {
        program.close();
        database.close();
    }

    @Test
    @Order(1)
    void a_program_that_is_started_before_it_waits_for_it() {
        assertThat(program.output()).contains("event=database-away");
    }

    @Test
    @Order(1)
    void while_it_is_there_everything_counts() throws Exception {
        try (var doors = new Doors(program)) {
            var books = Erp.stockList("BOOKS", "WH2", OPENED, Map.of("GAS-230", Map.of(Fact.State.ON_HAND, 100L)));
            assertThat(doors.webhook("books", books.body()).statusCode()).isEqualTo(202);
        }
        assertThat(onHand("WH2")).isEqualTo(100);
        assertThat(health("readiness").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void while_it_is_away_senders_are_told_or_spared_within_a_bounded_time() throws Exception {
        database.close();
        try (var doors = new Doors(program)) {
            for (int i = 1; i <= CALLS; i++) {
                var call = i;
                var answer = bounded(() -> doors.webhook("away-" + call, erpReceipt(call)));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValueAsLong("retry-after")).hasValue(5);
                assertThat(detail(answer)).contains("could not be stored", "send the same again");
            }
            for (int i = 1; i <= CALLS; i++) {
                var call = i;
                var answer = bounded(() -> till("till-" + call, tillSale(call)));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                assertThat(Truth.json(answer).has("receipt")).isTrue();
                assertThat(Truth.json(answer).has("outcomes")).isFalse();
            }
            for (int i = 1; i <= MESSAGES; i++) {
                doors.send(
                        Message.Way.values()[1 + i % 3],
                        Wms.json(List.of(Wms.receive(i, "GAS-230", "WH1", 1, OPENED.plusSeconds(i))))
                                .body());
            }
            doors.upload(
                    "bestand.csv",
                    new Nordkai(OPENED).article("GAS-230", 7, 1, 0).bytes());
        }
    }

    @Test
    @Order(3)
    void while_it_is_away_whoever_asks_is_told_so() throws Exception {
        for (var path : List.of(
                "/api/v1/availability?sku=GAS-230",
                "/api/v1/dead-letters",
                "/api/v1/sources",
                "/api/v1/channels",
                "/api/v1/skus/GAS-230/timeline",
                "/api/v1/receipts/01936f3e-0000-7000-8000-000000000000")) {
            var answer = bounded(() -> program.get(path));
            assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            assertThat(detail(answer)).contains("the database did not answer");
            Planted.isForPeople(detail(answer));
        }
        var movement = bounded(() -> program.post(
                "/api/v1/movements",
                "{\"id\":\"M-1\",\"type\":\"adjust\",\"sku\":\"GAS-230\",\"location\":\"3PL\",\"quantity\":\"-1\","
                        + "\"occurredAt\":\"" + OPENED + "\",\"reason\":\"broken\"}"));
        assertThat(movement.statusCode()).isEqualTo(503);

        var ready = bounded(() -> health("readiness"));
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(Truth.json(ready).at("/components/db/status").asText())
                .as(ready.body())
                .isEqualTo("DOWN");
        assertThat(ready.body()).doesNotContain("jdbc:", "Exception");
        assertThat(health("liveness").statusCode())
                .as("nobody should restart it for that")
                .isEqualTo(200);
        assertThat(program.data().resolve("sftp/threepl/in/bestand.csv")).exists();
    }

    @Test
    @Order(4)
    void when_it_returns_all_is_worked_off_in_order_without_a_restart() throws Exception {
        database = start(database.port());

        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(health("readiness").statusCode()).isEqualTo(200);
                    assertThat(store.events()).hasSize(1 + CALLS + MESSAGES + 1);
                });
        assertThat(onHand("WH1")).isEqualTo(MESSAGES);
        assertThat(onHand("WH2")).isEqualTo(100 - CALLS);
        assertThat(onHand("3PL")).isEqualTo(7 + 24);
        assertThat(inOrder("till")).isEqualTo(numbered(CALLS, "TILL-%d-1"));
        assertThat(store.deadLetters()).isEmpty();
        try (var doors = new Doors(program)) {
            for (int i = 1; i <= CALLS; i++) {
                var answer = doors.webhook("away-" + i, erpReceipt(i)); // as the sender was told
                assertThat(answer.statusCode()).isEqualTo(202);
            }
        }
        assertThat(onHand("WH2")).isEqualTo(100);
        await().atMost(LIMIT)
                .until(() -> Files.exists(program.data().resolve("sftp/threepl/done/bestand.csv.result.csv")));
        var verified = Truth.json(program.get("/api/v1/verify"));
        assertThat(verified.path("ok").asBoolean())
                .as(verified.toPrettyString())
                .isTrue();
        assertThat(program.output())
                .as("what waits is no mistake")
                .doesNotContain("FatalFallbackErrorHandler", "\tat ");
    }

    /** It may also break while a change is being stored for good: then rolling it back fails, too. */
    @Test
    @Order(5)
    void a_connection_that_breaks_during_a_commit_is_told_in_a_line() throws Exception {
        store.change("""
                create function break_at_commit() returns trigger language plpgsql as $$
                begin
                    perform pg_terminate_backend(pg_backend_pid());
                    return null;
                end $$
                """);
        store.change("create constraint trigger break_at_commit after update on publication"
                + " deferrable initially deferred for each row execute function break_at_commit()");
        try {
            assertThat(program.post(
                                    "/api/v1/movements",
                                    "{\"id\":\"M-2\",\"type\":\"adjust\",\"sku\":\"GAS-230\",\"location\":\"WH1\",\"quantity\":\"-1\","
                                            + "\"occurredAt\":\"" + OPENED + "\",\"reason\":\"broken\"}")
                            .statusCode())
                    .isEqualTo(200);
            await().atMost(LIMIT).until(() -> program.output().contains("event=channel-interrupted"));
        } finally {
            store.change("drop trigger break_at_commit on publication");
        }
        assertThat(program.output()).doesNotContain("\tat ");
    }

    /** Somebody was turned away before it starts. */
    private static PostgresServer startOnceAskedFor(int port) {
        try (var nobody = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            nobody.setSoTimeout((int) LIMIT.toMillis());
            nobody.accept().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(port);
    }

    private static PostgresServer start(int port) {
        var folder = temporary.resolve("external");
        return PostgresServer.start(folder, port, new Secrets(folder.resolve("secrets")));
    }

    /** The sample company with tills in Rotterdam: webhooks that the broker takes over. */
    private static Path homeWithTills() throws IOException {
        var home = Company.in(temporary.resolve("home"))
                .change("  manual: {} ", """
                          till:
                            name: Tills
                            zone: Europe/Berlin
                            references: tills
                            webhook: { scheme: standard, secrets: [ %s ], tolerance: 5m, bytes-max: 1MB }

                          manual: {} \
                        """.formatted(Doors.ERP_SECRET))
                .change(
                        "    states: { others: erp }\n    movements: { others: erp }\n",
                        "    states: { others: erp }\n    movements: { others: erp, ship: till }\n")
                .write()
                .home();
        var mapping = Files.createDirectories(home.resolve("mappings/till"));
        for (var file : List.of("event.jq", "locations.csv", "units.csv")) {
            Files.copy(home.resolve("mappings/erp").resolve(file), mapping.resolve(file));
        }
        Files.writeString(home.resolve("routes/sources/till.camel.yaml"), """
                - templatedRoute:
                    routeTemplateRef: webhook
                    routeId: till
                    parameters:
                      - { name: source, value: till }
                      - { name: whenDatabaseIsAway, value: queue }
                """);
        Files.writeString(home.resolve("routes/sources/till-worker.camel.yaml"), """
                - templatedRoute:
                    routeTemplateRef: webhook-worker
                    routeId: till-worker
                    parameters:
                      - { name: source, value: till }
                """);
        return home;
    }

    private static String erpReceipt(int number) {
        return Erp.receipt("AWAY-" + number, "GAS-230", "WH2", 1, OPENED.plusSeconds(number))
                .body();
    }

    private static String tillSale(int number) {
        return Erp.issue("TILL-" + number, "GAS-230", "WH2", 1, OPENED.plusSeconds(number))
                .body();
    }

    private static HttpResponse<String> till(String id, String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long seconds = Instant.now().getEpochSecond();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(program.address() + "/webhooks/till"))
                                .header("content-type", "application/json")
                                .header("webhook-id", id)
                                .header("webhook-timestamp", Long.toString(seconds))
                                .header(
                                        "webhook-signature",
                                        RawSigner.sign(Doors.ERP_SECRET, id + "." + seconds + ".", bytes))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> bounded(Callable<HttpResponse<String>> call) throws Exception {
        long start = System.nanoTime();
        var answer = call.call();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("time to the answer")
                .isLessThan(BOUND);
        return answer;
    }

    private static HttpResponse<String> health(String group) {
        return program.send(HttpRequest.newBuilder(URI.create(program.address() + "/actuator/health/" + group))
                .timeout(Duration.ofSeconds(30))
                .build());
    }

    private static long onHand(String location) {
        var answer = program.get("/api/v1/availability?sku=GAS-230&location=" + location);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Truth.json(answer).at("/items/0/onHand").asLong();
    }

    private static String detail(HttpResponse<String> answer) {
        JsonNode problem = Truth.json(answer);
        return problem.path("detail").asText();
    }

    private static List<String> inOrder(String source) {
        var address = database.address();
        var found = new org.postgresql.ds.PGSimpleDataSource();
        found.setUrl(address.url());
        found.setUser(address.user());
        found.setPassword(address.password());
        return JdbcClient.create(found)
                .sql("select event_id from event where source = ? order by number")
                .param(source)
                .query(String.class)
                .list();
    }

    private static List<String> numbered(int count, String format) {
        return IntStream.rangeClosed(1, count).mapToObj(format::formatted).toList();
    }
}
