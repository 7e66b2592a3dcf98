package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.testkit.RunningStockRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What was done wrong on purpose: every dead letter of it is looked at once, and there is no other. */
final class Planted {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WORDS_MAX = 600;

    private final RunningStockRelay program;
    private final Set<Long> seen = new TreeSet<>();
    private final HttpClient http = HttpClient.newHttpClient();

    Planted(RunningStockRelay program) {
        this.program = program;
    }

    /** Waits for the one new dead letter; it must say all of these words, to people, and have kept the very bytes. */
    JsonNode deadLetter(String party, CauseClass cause, byte[] raw, String... words) {
        var letters = deadLetters(1);
        var letter = letters.get(0);
        says(letter, party, cause, words);
        assertThat(raw(letter)).as("the bytes kept").isEqualTo(raw);
        return letter;
    }

    /** Waits for so many new ones, in the order in which they were kept. */
    List<JsonNode> deadLetters(int count) {
        var fresh = new ArrayList<JsonNode>();
        await().atMost(LIMIT).untilAsserted(() -> {
            fresh.clear();
            fresh.addAll(unseen());
            assertThat(fresh).hasSize(count);
        });
        fresh.forEach(letter -> seen.add(letter.path("id").asLong()));
        return fresh;
    }

    static void says(JsonNode letter, String party, CauseClass cause, String... words) {
        var message = letter.path("message").asText();
        assertThat(letter.path("party").asText()).as(message).isEqualTo(party);
        assertThat(letter.path("cause").asText()).as(message).isEqualTo(cause.name());
        assertThat(message).contains(words);
        isForPeople(message);
    }

    /** No name of a class, no trace, no wall of text. */
    static void isForPeople(String text) {
        assertThat(text)
                .doesNotContainPattern("\\b(java|javax|jakarta|org|com|net)\\.[a-z]+\\.|Exception|Error:|\\tat ");
        assertThat(text).doesNotContain("io.stockrelay", "null");
        assertThat(text).hasSizeLessThan(WORDS_MAX);
        assertThat(text.chars().noneMatch(Character::isISOControl)).as(text).isTrue();
    }

    byte[] raw(JsonNode letter) {
        try {
            var path = "/api/v1/dead-letters/" + letter.path("id").asLong() + "/raw";
            return http.send(program.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything kept was looked at: nothing else is there. */
    void isAll() {
        var more = unseen();
        more.forEach(letter -> seen.add(letter.path("id").asLong())); // told once, by the test that made it
        assertThat(more).isEmpty();
    }

    private List<JsonNode> unseen() {
        var fresh = new ArrayList<JsonNode>();
        Truth.json(program.get("/api/v1/dead-letters?limit=200")).path("items").forEach(letter -> {
            if (!seen.contains(letter.path("id").asLong())) {
                fresh.add(0, letter);
            }
        });
        return fresh;
    }
}
