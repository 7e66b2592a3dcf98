package io.stockrelay.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Map<String, String> badSignatures = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final CountDownLatch stall = new CountDownLatch(1);
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(threads);
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        threads.shutdownNow();
    }

    @Test
    void the_signature_is_that_of_the_standards_own_vector() {
        String signature = new WebhookSigner(SECRET)
                .sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void every_call_is_sent_once_signed_over_as_few_connections_as_asked() throws Exception {
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        WebhookLoad load = new WebhookLoad(
                address("/webhooks/erp"), SECRET, "load-", call -> "{\"event\":" + call + "}", (call, status) -> {
                    if (status == 202) {
                        acknowledged.add(call);
                    }
                });

        LoadResult result = load.run(new LoadPlan(500, 4, 0, Duration.ofSeconds(10)), Clock.systemUTC());

        assertThat(result.sent()).isEqualTo(500);
        assertThat(result.accepted()).isEqualTo(496);
        assertThat(result.refused()).containsExactly(Map.entry(429, 4L));
        assertThat(result.unanswered()).isZero();
        assertThat(acknowledged).hasSize(496).doesNotContain(100L);
        assertThat(ids).hasSize(500).contains("load-0", "load-499");
        assertThat(badSignatures).isEmpty();
        assertThat(clients).hasSizeLessThanOrEqualTo(4);
        assertThat(result.acceptedPerSecond()).isPositive();
    }

    @Test
    void a_stall_counts_for_every_call_that_was_due_meanwhile() throws Exception {
        WebhookLoad load = new WebhookLoad(address("/stall"), SECRET, "s-", call -> "{}", WebhookLoad.Answers.IGNORED);

        LoadResult result = load.run(new LoadPlan(100, 1, 200, Duration.ofSeconds(10)), Clock.systemUTC());

        assertThat(result.accepted()).isEqualTo(100);
        assertThat(result.latencies().p50())
                .isGreaterThan(Duration.ofMillis(100)); // only the first call really stalled
        assertThat(result.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(495));
    }

    @Test
    void no_call_begins_after_the_time() throws Exception {
        WebhookLoad load =
                new WebhookLoad(address("/webhooks/erp"), SECRET, "t-", call -> "{}", WebhookLoad.Answers.IGNORED);

        LoadResult result = load.run(new LoadPlan(1_000, 2, 100, Duration.ofMillis(200)), Clock.systemUTC());

        assertThat(result.sent()).isLessThanOrEqualTo(21);
    }

    @Test
    void a_dead_receiver_is_counted_as_unanswered() throws Exception {
        URI target = address("/webhooks/erp");
        receiver.stop(0);
        WebhookLoad load = new WebhookLoad(target, SECRET, "d-", call -> "{}", WebhookLoad.Answers.IGNORED);

        LoadResult result = load.run(new LoadPlan(3, 1, 0, Duration.ofSeconds(5)), Clock.systemUTC());

        assertThat(result.sent()).isEqualTo(3);
        assertThat(result.unanswered()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0, calls", "5000001, 1, 0, calls", "1, 513, 0, connections", "1, 1, -1, callsPerSecond"})
    void a_plan_has_limits(int calls, int connections, int rate, String named) {
        assertThatThrownBy(() -> new LoadPlan(calls, connections, rate, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void percentiles_are_by_nearest_rank() {
        long[] nanos = new long[100];
        for (int i = 0; i < 100; i++) {
            nanos[i] = (100 - i) * 1_000_000L;
        }

        Latencies latencies = Latencies.of(nanos);

        assertThat(latencies)
                .isEqualTo(new Latencies(
                        Duration.ofMillis(50),
                        Duration.ofMillis(90),
                        Duration.ofMillis(99),
                        Duration.ofMillis(100),
                        Duration.ofMillis(100)));
        assertThat(Latencies.of(new long[0]).max()).isZero();
    }

    @Test
    void a_file_has_its_header_its_rows_and_no_half_written_neighbour(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("stock.csv");
        CsvFileLoad load = new CsvFileLoad(
                Charset.forName("windows-1252"),
                ';',
                List.of("artikel", "menge"),
                row -> List.of("Größe " + row, row == 0 ? "1;5" : "1,5"));

        CsvFileLoad.Written written = load.write(file, 2, Duration.ofSeconds(5));

        assertThat(Files.readString(file, Charset.forName("windows-1252")))
                .isEqualTo("artikel;menge\r\nGröße 0;\"1;5\"\r\nGröße 1;1,5\r\n");
        assertThat(written.rows()).isEqualTo(2);
        assertThat(written.bytes()).isEqualTo(Files.size(file));
        assertThat(folder.toFile().list()).containsExactly("stock.csv");
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        long timestamp = Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
        String expected = new WebhookSigner(SECRET).sign(id, timestamp, body);
        String given = exchange.getRequestHeaders().getFirst("webhook-signature");
        if (!expected.equals(given)) {
            badSignatures.put(id, String.valueOf(given));
        }
        ids.add(id);
        clients.add(exchange.getRemoteAddress());
        if (exchange.getRequestURI().getPath().equals("/stall") && id.equals("s-0")) {
            stallFor(Duration.ofMillis(500));
        }
        exchange.sendResponseHeaders(body.matches("\\{\"event\":\\d*00\\}") ? 429 : 202, -1);
        exchange.close();
    }

    private void stallFor(Duration length) {
        try {
            assertThat(stall.await(length.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
