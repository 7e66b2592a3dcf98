package io.stockrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox of its own for each test, on a clock that stands still, called over HTTP. */
abstract class SandboxTest {
    final SteppedClock clock = new SteppedClock();
    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final SandboxSettings settings = settings();
    SandboxServer server;

    @BeforeEach
    void start() throws IOException {
        server = SandboxServer.start(settings, clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    SandboxSettings settings() {
        AtomicInteger secrets = new AtomicInteger();
        return SandboxSettings.sample(0, () -> "secret-" + secrets.incrementAndGet());
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(10));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(response);
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send(to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(to(path).DELETE());
    }

    /** An HTTP answer, read as JSON where asked. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return Json.object(response.body()).orElseThrow(() -> new AssertionError("not JSON: " + response.body()));
        }

        /** The value at a JSON pointer, as text. */
        String at(String pointer) {
            JsonNode node = json().at(pointer);
            return node.isMissingNode() ? "(missing)" : node.isValueNode() ? node.asText() : node.toString();
        }
    }
}
