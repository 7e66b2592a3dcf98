package io.stockrelay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.Sources;
import io.stockrelay.stock.Ledger;
import io.stockrelay.testkit.RecordingDeadLetters;
import io.stockrelay.testkit.RecordingLedger;
import io.stockrelay.testkit.RecordingLedger.Mood;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = IntakeTestConfiguration.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.routes-include-pattern=file:routes/templates/webhook*.camel.yaml,"
                    + "file:routes/templates/failures.camel.yaml,file:routes/sources/erp.camel.yaml,"
                    + "classpath:routes/webhooks.camel.yaml",
            "management.endpoint.health.validate-group-membership=false"
        })
class WebhookRoutesIT {

    @LocalServerPort
    int port;

    @Autowired
    Ledger ledger;

    @Autowired
    Sources sources;

    @Autowired
    RecordingDeadLetters deadLetters;

    Webhooks webhooks;

    @BeforeEach
    void anew() {
        webhooks = new Webhooks(port, IntakeTestConfiguration.SECRET);
        recording().clear();
        deadLetters.kept().clear();
    }

    @Test
    void a_genuine_webhook_is_answered_with_its_outcomes() throws Exception {
        var answer = webhooks.send("erp", "A-1 A-2 ?A-3 A-1");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .matches("\\{\"receipt\":\"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}\",\"events\":4,"
                        + "\"outcomes\":\\{\"applied\":2,\"ignored\":0,\"alreadyCounted\":0,\"stale\":0,"
                        + "\"comparison\":0,\"held\":0,\"duplicate\":1,\"deadLettered\":1,\"conflict\":0}}");
        assertThat(recording().applied()).containsExactly("A-1", "A-2", "A-1");
    }

    @Test
    void a_sender_that_asks_whether_it_may_send_the_body_is_told_so() throws Exception {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            var out = socket.getOutputStream();
            out.write(("POST /webhooks/erp HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
                            + "Expect: 100-continue\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(in.readLine()).startsWith("HTTP/1.1 100");
            out.write("hi".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(in.lines().anyMatch(line -> line.startsWith("HTTP/1.1 401")))
                    .isTrue();
        }
    }

    @Test
    void what_the_sender_stated_is_kept_without_secrets_and_camel_headers() throws Exception {
        var request = webhooks.request("erp");
        webhooks.send("erp", "B-1");

        var delivery = recording().taken().get(0).delivery();
        assertThat(request).isNotNull();
        assertThat(delivery.headers()).containsKey("webhook-id").doesNotContainKey("authorization");
        assertThat(delivery.headers().keySet()).noneMatch(name -> name.startsWith("camel"));
        assertThat(delivery.route()).isEqualTo("erp");
        assertThat(new String(delivery.bytes(), StandardCharsets.UTF_8)).isEqualTo("B-1");
    }

    @Test
    void camel_headers_of_any_case_do_not_get_in() throws Exception {
        try (var socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /webhooks/erp HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
                            + "CAMELHttpResponseCode: 200\r\nCamelHttpUri: http://127.0.0.1:1/\r\n\r\nhi")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 401").doesNotContainIgnoringCase("camel");
        }
    }

    @Test
    void bytes_are_not_text_on_their_way() throws Exception {
        byte[] windows1252 = {'T', (byte) 0xFC, 'r', '-', '1'};

        var answer = webhooks.send("erp", windows1252, "text/plain; charset=windows-1252", Instant.now());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(recording().taken().get(0).delivery().bytes()).isEqualTo(windows1252);
    }

    @Test
    void an_unsigned_or_old_webhook_is_refused() throws Exception {
        assertProblem(webhooks.sendUnsigned("erp", "C-1"), 401, "signature-refused", "missing");
        var old = webhooks.send("erp", "C-1".getBytes(StandardCharsets.UTF_8), "text/plain", hoursAgo());
        assertProblem(old, 401, "signature-refused", "too old");
        assertThat(recording().taken()).isEmpty();
    }

    @Test
    void another_secret_is_refused() throws Exception {
        var stranger = new Webhooks(port, "whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldCBoZXJlISE=");

        assertProblem(stranger.send("erp", "D-1"), 401, "signature-refused", "no signature matches");
    }

    @Test
    void a_body_of_20_MB_is_refused_without_being_read() throws Exception {
        var answer = webhooks.send("erp", new byte[20_000_000], "text/plain", Instant.now());

        assertProblem(answer, 413, "too-large", "100000 bytes");
    }

    @Test
    void a_body_of_unstated_length_is_read_up_to_the_limit_only() throws Exception {
        try (var socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /webhooks/erp HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[0x10000];
            for (int i = 0; i < 3; i++) { // 192 kB of a body that never ends
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
            byte[] start = socket.getInputStream().readNBytes(12);

            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void types_no_mapping_reads_and_empty_bodies_are_refused() throws Exception {
        byte[] body = "E-1".getBytes(StandardCharsets.UTF_8);
        assertProblem(
                webhooks.send("erp", body, "application/pdf", Instant.now()),
                415,
                "unsupported-media-type",
                "application/pdf");
        assertProblem(webhooks.send("erp", ""), 400, "empty-body", "empty");
    }

    @Test
    void what_cannot_be_parsed_is_kept_and_reported() throws Exception {
        var answer = webhooks.send("erp", "{\"broken");

        assertProblem(answer, 400, "not-parseable", "line 1: not JSON; kept as a dead letter under receipt ");
        assertThat(recording().taken().get(0).failures()).hasSize(1);
        assertThat(answer.body())
                .contains(recording().taken().get(0).delivery().receipt().toString());
    }

    @Test
    void unknown_sources_are_not_there() throws Exception {
        assertThat(webhooks.send("nobody", "F-1").statusCode()).isEqualTo(404);
    }

    @Test
    void under_pressure_the_sender_is_told_to_come_again() throws Exception {
        recording().become(Mood.FULL);
        var full = webhooks.send("erp", "G-1");
        recording().become(Mood.AWAY);
        var away = webhooks.send("erp", "G-1");

        assertProblem(full, 429, "too-busy", "nothing was taken");
        assertThat(full.headers().firstValue("retry-after")).contains("1");
        assertProblem(away, 503, "not-stored", "send the same again");
        assertThat(away.headers().firstValue("retry-after")).contains("5");
        assertThat(deadLetters.kept()).isEmpty();
    }

    @Test
    void a_paused_source_is_told_to_come_again() throws Exception {
        var erp = new SourceId("erp");
        sources.pause(erp, "test");
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true); // longer than routes take to notice a pause
        var answer = webhooks.send("erp", "H-1");
        sources.resume(erp, "test");

        assertProblem(answer, 503, "source-paused", "'erp' is paused");
        assertThat(answer.headers().firstValue("retry-after")).contains("30");
        assertThat(webhooks.send("erp", "H-1").statusCode()).isEqualTo(202);
    }

    @Test
    void what_nobody_foresaw_is_a_dead_letter_before_it_is_acknowledged() throws Exception {
        var answer = webhooks.send("erp", "boom");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).contains("\"deadLettered\":1");
        assertThat(deadLetters.kept()).hasSize(1);
        assertThat(deadLetters.kept().get(0).failure().cause()).isEqualTo(CauseClass.POISON);
        assertThat(deadLetters.kept().get(0).delivery().bytes()).isEqualTo("boom".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_broker_takes_over_while_the_database_is_away_and_all_is_worked_off_in_order() throws Exception {
        recording().become(Mood.AWAY);
        var ids = IntStream.range(0, 20).mapToObj(i -> "J-" + i).toList();
        for (String id : ids) {
            var answer = webhooks.send("shop", id);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).matches("\\{\"receipt\":\"[0-9a-f-]{36}\"}");
        }
        assertThat(recording().taken()).isEmpty();

        recording().become(Mood.WELL);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recording().applied()).containsExactlyElementsOf(ids));
        assertThat(recording().taken().get(0).delivery().headers()).containsKey("webhook-id");
    }

    @Test
    void a_queued_webhook_is_acknowledged_without_outcomes() throws Exception {
        var answer = webhooks.send("pos", "K-1");

        assertThat(answer.statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(recording().applied()).containsExactly("K-1"));
        assertThat(answer.body())
                .isEqualTo("{\"receipt\":\""
                        + recording().taken().get(0).delivery().receipt() + "\"}");
    }

    @Test
    void only_post_is_taken() throws Exception {
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(webhooks.request("erp").GET().build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type, String told) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:stockrelay:problem:" + type).contains(told);
    }

    private static Instant hoursAgo() {
        return Instant.now().minus(Duration.ofHours(1));
    }

    private RecordingLedger recording() {
        return (RecordingLedger) ledger;
    }
}
