package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.platform.Processes;
import io.stockrelay.testkit.RunningStockRelay;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL that neither answers nor refuses, all its processes stopped in the middle of what they did: whoever asks is
 * told that nothing is known, and once it goes on, the same request finds one promise.
 */
class DatabaseHangsIT {

    private static final int CALLERS = 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path temporary;

    @SuppressWarnings("NullAway.Init")
    private static RunningStockRelay program;

    @BeforeAll
    static void open() throws Exception {
        program = RunningStockRelay.with()
                .data(temporary.resolve("data"))
                .set("spring.mvc.async.request-timeout", "3s")
                .withoutSandbox()
                .start();
        try (var doors = new Doors(program)) {
            var units = Map.of(Fact.State.ON_HAND, 100L, Fact.State.HOLD, 0L, Fact.State.DAMAGED, 0L);
            doors.send(Wms.snapshotJson("r1", anHourAgo(), Map.of("TENT-FJORD-2", units), false));
        }
        await().atMost(LIMIT).until(() -> available() == 100);
    }

    @AfterAll
    static void close() {
        program.close();
    }

    @Test
    void whoever_asks_is_told_that_nothing_is_known_and_asks_again() throws Exception {
        assertThat(promise("before").statusCode()).isEqualTo(201);
        var callers = Executors.newFixedThreadPool(CALLERS);
        signal("STOP");
        try {
            var calling = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int caller = 0; caller < CALLERS; caller++) {
                var id = "hangs-" + caller;
                calling.add(CompletableFuture.supplyAsync(() -> promise(id), callers));
            }
            for (var call : calling) {
                var answer = call.join();
                assertThat(answer.statusCode()).as(answer.body()).isIn(429, 503);
                assertThat(answer.headers().firstValue("retry-after")).isPresent();
                assertThat(Truth.json(answer).path("detail").asText()).contains("again");
                Planted.isForPeople(Truth.json(answer).path("detail").asText());
            }
            assertThat(calling.get(0).join().body()).contains("not known whether this was stored");
        } finally {
            signal("CONT");
            callers.shutdown();
        }

        for (int caller = 0; caller < CALLERS; caller++) {
            var id = "hangs-" + caller;
            await().atMost(LIMIT)
                    .until(() -> promise(id).statusCode(), Set.of(200, 201)::contains); // 429: what waits is first
        }

        assertThat(available()).isEqualTo(100 - 1 - CALLERS);
        assertThat(Truth.json(program.get("/api/v1/verify")).path("ok").asBoolean())
                .isTrue();
        assertThat(program.output()).doesNotContain("\tat ");
    }

    private static Instant anHourAgo() {
        return Instant.now().minus(Duration.ofHours(1));
    }

    /** Of the program's own server alone. */
    private static void signal(String name) throws IOException, InterruptedException {
        var words = new ArrayList<>(
                List.of("sh", "-c", "kill \"$@\"", "kill", "-" + name)); // of any shell, not of a package
        Processes.workingIn(program.data().resolve("postgres")).forEach(pid -> words.add(Long.toString(pid)));
        assertThat(words).as("processes of the server").hasSizeGreaterThan(7);
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
    }

    private static HttpResponse<String> promise(String id) {
        return program.post(
                "/api/v1/reservations",
                "{\"id\":\"" + id + "\",\"account\":\"bergwerk\","
                        + "\"lines\":[{\"line\":1,\"sku\":\"TENT-FJORD-2\",\"quantity\":1}]}");
    }

    private static long available() {
        var answer = program.get("/api/v1/availability?sku=TENT-FJORD-2&location=WH1");
        return Truth.json(answer).at("/items/0/atp").asLong();
    }
}
