package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.SampleHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program sells a set of one tent and two packs of pegs besides the tent and the pegs. */
class KitsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Instant NOW = Instant.now();

    @TempDir
    Path folder;

    @Test
    void a_kit_that_is_shipped_changes_every_listing_of_its_components() throws IOException {
        var home = homeWithKits();
        try (var program = RunningStockRelay.with().home(home).start()) {
            level(program, "TENT-FJORD-2", "WH1", 22);
            level(program, "TENT-FJORD-2", "WH2", 4);
            level(program, "TENT-FJORD-2", "3PL", 0);
            level(program, "TENT-PEG-Y10", "WH1", 62);
            level(program, "TENT-PEG-Y10", "WH2", 400);
            // 20 tents and 60 pegs count in Hamburg, Rotterdam has pegs and no tent to spare: 20, of it 80 %, less 1
            assertThat(shown(program, "SET-CAMP").path("open").asBoolean())
                    .as("the pegs in Bremen were never stated")
                    .isFalse();
            level(program, "TENT-PEG-Y10", "3PL", 100);
            awaitShown(program, "SET-CAMP", 15);
            awaitShown(program, "TENT-FJORD-2", 15);

            var shipped = ship(program, "SO-1", 5);
            assertThat(outcomes(shipped)).isEqualTo("SO-1#TENT-FJORD-2 applied, SO-1#TENT-PEG-Y10 applied");
            assertThat(outcomes(ship(program, "SO-1", 5)))
                    .isEqualTo("SO-1#TENT-FJORD-2 duplicate, SO-1#TENT-PEG-Y10 duplicate");

            awaitShown(program, "SET-CAMP", 11);
            awaitShown(program, "TENT-FJORD-2", 11);
            var kit = get(program, "/api/v1/availability?sku=SET-CAMP&location=WH1")
                    .path("items")
                    .path(0);
            assertThat(kit.path("atp").asLong()).isEqualTo(17);
            assertThat(kit.path("components").path(1).path("available").asLong())
                    .isEqualTo(52);

            assertThat(outcomes(post(program, levelOf("SET-CAMP", "WH1", 9)))).isEqualTo("L-SET-CAMP-WH1 deadLetter");
            assertThat(get(program, "/api/v1/dead-letters").toString())
                    .contains("stock of a kit is stated by its components (TENT-FJORD-2, TENT-PEG-Y10)");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    get(program, "/api/v1/verify").path("ok").asBoolean())
                            .isTrue());
        }
    }

    private Path homeWithKits() throws IOException {
        var home = SampleHome.copyTo(folder.resolve("home"));
        var config = home.resolve("config/stockrelay.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceAll("states: \\{ others: \\w+ }", "states: { others: manual }")
                        .replaceAll("movements: \\{ others: \\w+[^}]*}", "movements: { others: manual }"));
        append(home, "items.csv", "SET-CAMP,Tent with pegs,tents,,EA,0,");
        Files.writeString(home.resolve("mappings/kits.csv"), """
                kit,component,units,from
                SET-CAMP,TENT-FJORD-2,1,
                SET-CAMP,TENT-PEG-Y10,2,
                """);
        append(home, "channels/amazon/listings.csv", "SET-CAMP,AO-SET-CAMP");
        append(home, "channels/dealer-portal/listings.csv", "SET-CAMP,WH1,299990,HAMBURG");
        return home;
    }

    private static void append(Path home, String table, String line) throws IOException {
        Files.writeString(home.resolve("mappings").resolve(table), line + "\n", StandardOpenOption.APPEND);
    }

    private static void level(RunningStockRelay program, String sku, String location, long units) {
        assertThat(outcomes(post(program, levelOf(sku, location, units)))).endsWith(" applied");
    }

    private static String levelOf(String sku, String location, long units) {
        return """
                {"id":"L-%1$s-%2$s","type":"level","sku":"%1$s","location":"%2$s","states":{"onHand":"%3$d"},
                 "asOf":"%4$s","reason":"counted"}""".formatted(sku, location, units, NOW.minusSeconds(600));
    }

    private static JsonNode ship(RunningStockRelay program, String id, long units) {
        return post(program, """
                {"id":"%s","type":"ship","sku":"SET-CAMP","location":"WH1","quantity":"%d",
                 "occurredAt":"%s","reason":"sold","reference":"%s"}""".formatted(id, units, NOW.minusSeconds(60), id));
    }

    private static String outcomes(JsonNode answer) {
        var told = new StringBuilder();
        for (var part : answer) {
            for (var event : part.path("events")) {
                told.append(told.isEmpty() ? "" : ", ")
                        .append(event.path("id").asText())
                        .append(' ')
                        .append(event.path("outcome").asText());
            }
        }
        return told.toString();
    }

    private static void awaitShown(RunningStockRelay program, String sku, long units) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(shown(program, sku).path("confirmed").asLong(-1))
                                .as("Amazon shows of %s", sku)
                                .isEqualTo(units));
    }

    private static JsonNode shown(RunningStockRelay program, String sku) {
        return get(program, "/api/v1/channels/amazon/explain?sku=" + sku).path(0);
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
