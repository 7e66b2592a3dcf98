package io.stockrelay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.platform.Folders;
import io.stockrelay.platform.RunningInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The instance running on this machine, asked over HTTP with the token of its data folder. */
final class Instance {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration SLOW_ANSWER = Duration.ofMinutes(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final String address;
    private final String token;

    private Instance(String address, String token) {
        this.address = address;
        this.token = token;
    }

    static Instance of(Path data) {
        var running = running(data);
        return new Instance(running.instance().address(), RunningInstance.token(running.folders()));
    }

    static Running running(Path data) {
        var folders = new Folders(data, data);
        try {
            var running = RunningInstance.of(folders).orElseThrow(() -> notRunning(folders.data()));
            RunningInstance.token(folders); // whoever may not read it may do nothing here
            return new Running(folders, running);
        } catch (UncheckedIOException e) {
            throw new CommandFailed("The data folder " + folders.data() + " cannot be read by this account: "
                    + e.getMessage() + "\n  Run the command as the account that runs StockRelay.");
        }
    }

    JsonNode get(String path) {
        return json(send("GET", path, BodyPublishers.noBody(), BodyHandlers.ofString()));
    }

    /** For what reads whole tables. */
    JsonNode getSlowly(String path) {
        return json(send("GET", path, BodyPublishers.noBody(), BodyHandlers.ofString(), SLOW_ANSWER));
    }

    JsonNode post(String path) {
        return json(send("POST", path, BodyPublishers.noBody(), BodyHandlers.ofString()));
    }

    JsonNode post(String path, JsonNode body) {
        return json(send("POST", path, BodyPublishers.ofString(body.toString()), BodyHandlers.ofString()));
    }

    JsonNode put(String path, JsonNode body) {
        return json(send("PUT", path, BodyPublishers.ofString(body.toString()), BodyHandlers.ofString()));
    }

    /** As somebody else would: with headers of its own and without the token. */
    JsonNode postRaw(String path, byte[] body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER);
        headers.forEach(request::header);
        return json(exchange(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString()));
    }

    byte[] bytes(String path) {
        var answer = send("GET", path, BodyPublishers.noBody(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 400) {
            throw refused(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    /** One segment of a path, or a value of a query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> HttpResponse<T> send(
            String method, String path, BodyPublisher body, HttpResponse.BodyHandler<T> handler) {
        return send(method, path, body, handler, ANSWER);
    }

    private <T> HttpResponse<T> send(
            String method, String path, BodyPublisher body, HttpResponse.BodyHandler<T> handler, Duration limit) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(limit)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        return exchange(request, handler);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new CommandFailed("StockRelay at " + address + " did not answer: " + e.getMessage()
                    + "\n  It may be starting or stopping; try again in a moment.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted while waiting for " + address + ".");
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() >= 400) {
            throw refused(answer.statusCode(), answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new CommandFailed("The answer was not JSON; is something else listening on that port?");
        }
    }

    private static CommandFailed refused(int status, String body) {
        try {
            var problem = JSON.readTree(body);
            if (problem.hasNonNull("detail")) {
                return new CommandFailed(problem.path("title").asText("Refused") + ": "
                        + problem.path("detail").asText());
            }
        } catch (JsonProcessingException e) {
            // told by its status below
        }
        return new CommandFailed("StockRelay answered with status " + status + ".");
    }

    private static CommandFailed notRunning(Path data) {
        return new CommandFailed("No StockRelay is running on the data folder " + data + ".\n"
                + "  Nothing was done.\n"
                + "  Start it with ./stockrelay run (and wait until it says it is ready), or name the data folder of a running"
                + " one with --data DIR.");
    }
}
