package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Calls of the small world over real HTTP, each with a key. */
@SpringBootTest(
        classes = HttpWorld.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"logging.file.name=", "spring.main.banner-mode=off"})
abstract class HttpCase {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @LocalServerPort
    int port;

    /** By who may read everything. */
    HttpResponse<String> get(String path) {
        return send("GET", path, HttpWorld.READER, null);
    }

    HttpResponse<String> send(String method, String path, @Nullable String key, @Nullable String body) {
        return send(method, path, key, body, Map.of());
    }

    /** @param headers beside the key and the content type, or in place of that */
    HttpResponse<String> send(
            String method, String path, @Nullable String key, @Nullable String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return sent(request);
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request.build() + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Asks whether it may send the body before it does. */
    HttpResponse<String> expecting(String path, String key, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT)
                .expectContinue(true)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(body));
        return sent(request);
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    static void assertProblem(HttpResponse<String> answer, int status, String type, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(answer).path("type").asText()).isEqualTo("urn:stockrelay:problem:" + type);
        assertThat(json(answer).path("detail").asText()).contains(detail);
    }
}
