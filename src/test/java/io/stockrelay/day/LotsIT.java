package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.SampleHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample company sells gel that expires, from today until the days after tomorrow. */
class LotsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.now();
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void what_expires_or_is_blocked_leaves_the_channel_and_is_never_promised() throws IOException {
        var home = homeWithLots();
        var data = folder.resolve("data");
        try (var program = RunningStockRelay.with().home(home).data(data).start()) {
            level(program, "SOON", TODAY.plusDays(1), 30);
            level(program, "LATER", TODAY.plusDays(90), 20);
            level(program, "OLD", TODAY.minusDays(1), 9);
            awaitShown(program, 48); // 50 of two lots, less 2 that are always kept
            assertThat(atp(program)).isEqualTo(50);

            assertThat(block(program, "LATER", "\"blocked\":true,\"reason\":\"recall 17\""))
                    .isEqualTo(200);
            awaitShown(program, 28);
            assertThat(reserve(program, "R-1", 31)).isEqualTo(409);
            assertThat(block(program, "LATER", "\"blocked\":false")).isEqualTo(200);
            awaitShown(program, 48);

            assertThat(outcome(post(program, word("lot-block", 60)))).isEqualTo("applied");
            awaitShown(program, 28);
            assertThat(get(program, "/api/v1/lots?sku=GEL-40").toString()).contains("\"by\":\"manual\"");
            assertThat(outcome(post(program, word("lot-release", 30)))).isEqualTo("applied");
            awaitShown(program, 48);
            var days = get(program, "/api/v1/availability/projection?sku=GEL-40&location=WH1&days=4")
                    .at("/items/0/days");
            assertThat(days.findValuesAsText("expiring")).containsExactly("0", "0", "30", "0");
            assertThat(days.findValuesAsText("projected")).containsExactly("50", "50", "20", "20");

            assertThat(reserve(program, "R-2", 10)).isEqualTo(201);
            awaitShown(program, 38);
            assertThat(outcome(post(program, """
                    {"id":"S-0","type":"ship","sku":"GEL-40","location":"WH1","quantity":"1","occurredAt":"%s",
                     "reason":"sold"}""".formatted(NOW)))).isEqualTo("deadLetter");
            assertThat(get(program, "/api/v1/dead-letters").toString())
                    .contains("lot is missing: SKU GEL-40 is counted by lot");
            assertThat(get(program, "/api/v1/skus/GEL-40/timeline").toString()).contains("\"lot\":\"SOON\"");
            assertVerified(program);
        }
        // two days later, also after downtime
        try (var program = RunningStockRelay.with()
                .home(home)
                .data(data)
                .set("stockrelay.lots.clock-offset", "2d")
                .start()) {
            awaitShown(program, 8); // 20 of one lot, 10 promised, 2 kept
            assertThat(atp(program)).isEqualTo(10);
            assertThat(reserve(program, "R-3", 11)).isEqualTo(409);
            assertThat(reserve(program, "R-4", 10)).isEqualTo(201);
            var lots = get(program, "/api/v1/lots?sku=GEL-40").path("items");
            assertThat(lots).hasSize(3);
            assertThat(lots.toString()).contains("\"unusable\":\"expired\"");
            assertVerified(program);
        }
    }

    private Path homeWithLots() throws IOException {
        var home = SampleHome.copyTo(folder.resolve("home"));
        var config = home.resolve("config/stockrelay.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceAll("states: \\{ others: \\w+ }", "states: { others: manual }")
                        .replaceAll("movements: \\{ others: \\w+[^}]*}", "movements: { others: manual }"));
        Files.writeString(
                home.resolve("mappings/channels/dealer-portal/listings.csv"),
                "GEL-40,WH1,299991,HAMBURG\n",
                StandardOpenOption.APPEND);
        return home;
    }

    private static void level(RunningStockRelay program, String lot, LocalDate expiresOn, long units) {
        assertThat(outcome(post(program, """
                {"id":"L-%1$s","type":"level","sku":"GEL-40","location":"WH1","states":{"onHand":"%2$d"},
                 "asOf":"%3$s","reason":"counted","lot":"%1$s","lotExpiry":"%4$s"}""".formatted(lot, units, NOW.minusSeconds(600), expiresOn))))
                .isEqualTo("applied");
    }

    /** What whoever keeps the location says of the lot LATER, so many seconds ago. */
    private static String word(String type, long seconds) {
        return """
                {"id":"%1$s","type":"%1$s","sku":"GEL-40","location":"WH1","lot":"LATER","occurredAt":"%2$s",
                 "reason":"QA 7"}""".formatted(type, NOW.minusSeconds(seconds));
    }

    private static int block(RunningStockRelay program, String lot, String body) {
        return program.send(program.request("/api/v1/lots/GEL-40/" + lot)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{" + body + "}"))
                        .build())
                .statusCode();
    }

    private static int reserve(RunningStockRelay program, String id, long units) {
        return program.post("/api/v1/reservations", """
                {"id":"%s","account":"bergwerk","state":"confirmed",
                 "lines":[{"line":"1","sku":"GEL-40","quantity":"%d","location":"WH1"}]}""".formatted(id, units)).statusCode();
    }

    private static long atp(RunningStockRelay program) {
        return get(program, "/api/v1/availability?sku=GEL-40&location=WH1")
                .path("items")
                .path(0)
                .path("atp")
                .asLong();
    }

    private static void assertVerified(RunningStockRelay program) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(get(program, "/api/v1/verify").path("ok"))
                        .as(get(program, "/api/v1/verify").toString())
                        .isEqualTo(JSON.getNodeFactory().booleanNode(true)));
    }

    private static void awaitShown(RunningStockRelay program, long units) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(shown(program)).isEqualTo(units));
    }

    private static long shown(RunningStockRelay program) {
        return get(program, "/api/v1/channels/dealer-portal/explain?sku=GEL-40")
                .path(0)
                .path("confirmed")
                .asLong(-1);
    }

    private static @Nullable String outcome(JsonNode answer) {
        return answer.path(0).path("events").path(0).path("outcome").asText();
    }

    private static JsonNode post(RunningStockRelay program, String event) {
        return json(program.post("/api/v1/movements?source=manual", event).body());
    }

    private static JsonNode get(RunningStockRelay program, String path) {
        return json(program.get(path).body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
