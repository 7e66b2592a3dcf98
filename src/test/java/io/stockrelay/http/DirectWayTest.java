package io.stockrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stockrelay.access.Action;
import io.stockrelay.access.Allowed;
import io.stockrelay.access.ApiKey;
import io.stockrelay.access.KeyHash;
import io.stockrelay.access.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;

class DirectWayTest {

    private static final String PATH = "/promises";
    private static final String LONG_WAY = "the long way";
    private static final int SECONDS = 10;

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> askedBy = new LinkedBlockingQueue<>();
    private final DirectWay way = new DirectWay();
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);
    private CompletableFuture<ResponseEntity<?>> answer = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        server.addConnector(connector);
        way.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                askedBy.add(Thread.currentThread().getName());
                response.write(true, ByteBuffer.wrap(LONG_WAY.getBytes(StandardCharsets.US_ASCII)), callback);
                return true;
            }
        });
        server.setHandler(way);
        server.setErrorHandler(new ServerProblems(new ObjectMapper()));
        open(Duration.ofSeconds(SECONDS));
        server.start();
    }

    private void open(Duration limit) {
        var call = new DirectCall(PATH, Action.RESERVE, (body, caller) -> {
            asked.add(caller.getName() + ": " + new String(body, StandardCharsets.UTF_8));
            return answer;
        });
        var keys = new KeyRing(List.of(new ApiKey("shop", KeyHash.of("key"), List.of(Allowed.EVERYTHING))));
        way.open(Stream.of(call), keys, new DirectAnswers(new ObjectMapper(), limit, new SimpleMeterRegistry()));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void a_plain_call_is_answered_by_whoever_knows_the_answer() throws Exception {
        try (var client = connector.connect()) {
            client.addInput(request("{}", ""));
            assertThat(asked.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("shop: {}");

            answer.complete(ResponseEntity.status(201).body(Map.of("state", "confirmed")));

            assertThat(client.getResponse(false, SECONDS, TimeUnit.SECONDS))
                    .startsWith("HTTP/1.1 201")
                    .contains("Content-Type: application/json", "X-Content-Type-Options: nosniff")
                    .endsWith("{\"state\":\"confirmed\"}");
            assertThat(askedBy).isEmpty();
        }
    }

    @Test
    void a_body_may_come_in_pieces_and_several_calls_on_one_connection() throws Exception {
        try (var client = connector.connect()) {
            for (int i = 0; i < 3; i++) {
                answer = new CompletableFuture<>();
                var whole = request("{\"id\":\"SO-" + i + "\"}", "");
                client.addInputAndExecute(whole.substring(0, whole.length() - 12));
                assertThat(asked).isEmpty();
                client.addInputAndExecute(whole.substring(whole.length() - 12, whole.length() - 5));
                assertThat(asked).isEmpty();
                client.addInputAndExecute(whole.substring(whole.length() - 5, whole.length()));
                assertThat(asked.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("shop: {\"id\":\"SO-" + i + "\"}");
                answer.complete(ResponseEntity.ok(Map.of()));
                assertThat(client.getResponse(false, SECONDS, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void a_body_that_ends_too_early_is_not_taken_for_a_call() throws Exception {
        try (var client = connector.connect()) {
            var whole = request("{\"id\":\"SO-1\"}", "");
            client.addInputAndExecute(whole.substring(0, whole.length() - 3));
            client.addInputEOF();
            client.waitUntilClosedOrIdleFor(SECONDS, TimeUnit.SECONDS);

            assertThat(asked).isEmpty();
        }
    }

    @Test
    void what_nobody_answers_in_time_is_not_left_open() throws Exception {
        open(Duration.ofMillis(20));

        assertThat(connector.getResponse(request("{}", ""), SECONDS, TimeUnit.SECONDS))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After: ", "application/problem+json", "it is not known whether this was stored");
    }

    @Test
    void an_answer_that_cannot_be_written_ends_the_exchange() throws Exception {
        answer.complete(ResponseEntity.ok(new Object()));

        assertThat(connector.getResponse(request("{}", ""), SECONDS, TimeUnit.SECONDS))
                .startsWith("HTTP/1.1 500")
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: text/html",
                "Expect: 100-continue",
                "Content-Type: text/plain",
                "Authorization: Bearer other",
                "Authorization: Basic key"
            })
    void what_is_not_plain_gets_a_thread_of_its_own(String header) throws Exception {
        assertThat(connector.getResponse(request("{}", header), SECONDS, TimeUnit.SECONDS))
                .endsWith(LONG_WAY);
        assertThat(asked).isEmpty();
        assertThat(askedBy.poll()).startsWith("qtp");
    }

    @Test
    void what_is_long_gets_a_thread_of_its_own() throws Exception {
        var body = " ".repeat(DirectCall.BYTES_MAX) + "{}";

        assertThat(connector.getResponse(request(body, ""), SECONDS, TimeUnit.SECONDS))
                .endsWith(LONG_WAY);
        assertThat(asked).isEmpty();
    }

    /** @param header in place of the usual one of its name */
    private static String request(String body, String header) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", "x");
        headers.put("Authorization", "Bearer key");
        headers.put("Content-Type", "application/json");
        headers.put("Content-Length", Integer.toString(body.length()));
        if (!header.isEmpty()) {
            var parts = header.split(": ", 2);
            headers.put(parts[0], parts[1]);
        }
        var head = new StringBuilder("POST " + PATH + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head + "\r\n" + body;
    }
}
