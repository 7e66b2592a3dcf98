package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.testkit.RunningStockRelay;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever nobody should send, by every door of the real program: somebody is told what is at fault, the bytes are kept,
 * nothing is half applied, and the program goes on serving as if nothing had happened.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class BadInputIT {

    private static final int MILLION = 1_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant OPENED =
            Instant.now().minus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    static Path temporary;

    @SuppressWarnings("NullAway.Init")
    private static RunningStockRelay program;

    @SuppressWarnings("NullAway.Init")
    private static Store store;

    @SuppressWarnings("NullAway.Init")
    private static Planted planted;

    /** Ids of every event that was good: the history holds these and no other. */
    private static final Set<String> good = new TreeSet<>();

    private static int number;

    @BeforeAll
    static void open() {
        program = RunningStockRelay.with()
                .data(temporary.resolve("data"))
                .withoutSandbox()
                .start();
        store = new Store(program);
        planted = new Planted(program);
    }

    @AfterAll
    static void close() {
        program.close();
    }

    /** After each of them: healthy, and the next good event of every source counts at once. */
    @AfterEach
    void it_serves_as_before() throws Exception {
        number++;
        try (var doors = new Doors(program)) {
            var receipt = Erp.receipt("GOOD-" + number, "GAS-230", "WH2", 1, OPENED.plusSeconds(number));
            assertThat(Truth.json(doors.webhook("good-" + number, receipt.body()))
                            .path("outcomes")
                            .path("applied")
                            .asInt())
                    .isEqualTo(1);
            good.add("erp GOOD-" + number + "-1");
            doors.send(
                    io.stockrelay.day.Message.Way.OPENWIRE,
                    Wms.json(List.of(Wms.receive(number, "GAS-230", "WH1", 1, OPENED.plusSeconds(number))))
                            .body());
            good.add("wms PIX-" + number + "-1");
        }
        await().atMost(LIMIT).untilAsserted(() -> assertThat(store.events()).containsAll(good));
        var unexpected = new TreeSet<>(store.events());
        unexpected.removeAll(good);
        good.addAll(unexpected); // told once, by the test that made it
        assertThat(unexpected).as("half applied").isEmpty();
        planted.isAll();
        assertThat(program.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(program.get("/api/v1/availability?sku=GAS-230").body()).contains("\"onHand\":" + number);
    }

    @Nested
    @Order(1)
    class Webhooks {

        @Test
        void a_wrong_signature_is_refused_and_nothing_is_taken() throws IOException {
            try (var doors = new Doors(program)) {
                var answer = doors.webhookSignedAs("v1,AAAA", "wrong-1", issue("quantity", "1"));
                problem(answer, 401, "signature-refused", "signature", "nothing was taken");
                problem(
                        doors.webhook(
                                "wrong-2",
                                issue("quantity", "1").getBytes(StandardCharsets.UTF_8),
                                "application/json",
                                Instant.now().minus(Duration.ofHours(1))),
                        401,
                        "signature-refused",
                        "old");
            }
        }

        @Test
        void twenty_megabytes_are_refused_whether_their_length_is_stated_or_not() throws Exception {
            byte[] body = new byte[20 * 1024 * 1024];
            try (var doors = new Doors(program)) {
                problem(webhook(doors, body), 413, "too-large", "5242880 bytes", "nothing was taken");
            }
            var chunked = HttpRequest.newBuilder(URI.create(program.address() + "/webhooks/erp"))
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                    .build();
            problem(
                    HttpClient.newHttpClient().send(chunked, HttpResponse.BodyHandlers.ofString()),
                    413,
                    "too-large",
                    "5242880 bytes");
            problem(program.post("/api/v1/movements", " ".repeat(body.length)), 413, "too-large", "nothing was taken");
        }

        @Test
        void malformed_json_says_where() throws IOException {
            unparseable(
                    "{\"type\":\"goodsIssue\",\n\"document\":}",
                    "not valid JSON",
                    "'}'",
                    "expected a value",
                    "line 2, column 12");
            unparseable("{\"type\":\"goodsIssue\"} trailing", "not valid JSON", "trailing");
            unparseable("just a sentence", "not valid JSON");
        }

        @Test
        void malformed_xml_says_where() throws IOException {
            unparseable("<Pix>\n<TRAN></Pix>", "not valid XML", "TRAN", "line 2");
        }

        @Test
        void a_wrong_encoding_is_told_as_such() throws IOException {
            unparseable("{\"type\":\"Größe\"}".getBytes(StandardCharsets.ISO_8859_1), "the JSON is not UTF-8");
            unparseable("{\"type\":\"goodsIssue\"}".getBytes(StandardCharsets.UTF_16BE), "UTF-8");
        }

        @Test
        void an_empty_body_and_a_strange_content_type_are_told() throws IOException {
            try (var doors = new Doors(program)) {
                problem(webhook(doors, new byte[0]), 400, "empty-body", "nothing was taken");
                problem(
                        doors.webhook("image", new byte[] {1, 2}, "image/png", Instant.now()),
                        415,
                        "unsupported-media-type",
                        "image/png",
                        "JSON, XML or text");
            }
        }

        @Test
        void a_million_nested_brackets_are_refused_by_their_depth() throws IOException {
            unparseable("[".repeat(MILLION) + "]".repeat(MILLION), "nesting deeper than 200 levels");
            unparseable("{\"a\":".repeat(MILLION), "nesting deeper than 200 levels");
            unparseable("<a>".repeat(MILLION), "nesting deeper than 200 levels");
            problem(program.post("/api/v1/movements", "[".repeat(MILLION)), 400, "not-parseable", "JSON");
        }

        @Test
        void xml_with_a_doctype_or_an_entity_bomb_is_refused() throws IOException {
            unparseable("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "DOCTYPE", "send it without");
            unparseable(bomb(), "DOCTYPE", "send it without");
        }

        @ParameterizedTest
        @CsvSource({
            "material, NO-SUCH-SKU, MAPPING, SKU code 'NO-SUCH-SKU' of erp is not known",
            "unit, BARREL, MAPPING, unit 'BARREL' of erp is not known for SKU GAS-230",
            "plant, ATLANTIS, MAPPING, location code 'ATLANTIS' of erp is not known",
        })
        void what_is_not_in_the_tables_is_named(String field, String value, CauseClass cause, String words)
                throws IOException {
            var letter = deadLettered(issue(field, '"' + value + '"'), cause, words);
            assertThat(letter.path("missing").asText()).contains(value, "mappings/");
        }

        @ParameterizedTest
        @CsvSource({
            "-5, quantity of ship must not be negative: -5",
            "1.5, is not a whole number",
            "1e400, quantity '1E+400' is not a number we can use",
            "'\"1E400\"', quantity '1E400' is not a number we can use",
            "1234567890123456789012345678901234567890, is not a number we can use",
            "9223372036854775808, more than the limit of 1000000000",
            "1000000001, more than the limit of 1000000000",
            "'\"NaN\"', quantity 'NaN' is not a number we can use",
            "'\"12 pcs\"', quantity '12 pcs' is not a number we can use",
        })
        void what_is_no_quantity_is_named(String quantity, String words) throws IOException {
            deadLettered(issue("quantity", quantity), CauseClass.VALIDATION, words);
        }

        @Test
        void what_is_no_time_is_named() throws IOException {
            deadLettered(
                    issue(
                            "postedAt",
                            '"' + Instant.now().plus(Duration.ofDays(1)).toString() + '"'),
                    CauseClass.VALIDATION,
                    "occurredAt",
                    "is in the future",
                    "clock");
            deadLettered(
                    issue("postedAt", "\"2026-02-30T10:00:00Z\""), CauseClass.VALIDATION, "'2026-02-30T10:00:00Z'");
            deadLettered(issue("postedAt", "\"yesterday\""), CauseClass.VALIDATION, "'yesterday' is not a date");
            deadLettered(issue("postedAt", "\"2026-03-02\""), CauseClass.VALIDATION, "'2026-03-02'", "time");
            deadLettered(issue("postedAt", "null"), CauseClass.MAPPING, "occurredAt is missing");
            // without a zone it is the time of the source's own zone, and this hour was left out there
            deadLettered(
                    issue("postedAt", "\"2026-03-29T02:30:00\""), CauseClass.VALIDATION, "never was in Europe/Berlin");
        }

        @Test
        void endless_names_and_invisible_characters_are_told_and_kept() throws IOException {
            deadLettered(
                    issue("material", '"' + "X".repeat(65) + '"'),
                    CauseClass.VALIDATION,
                    "sku has more than 64",
                    "XXX");
            deadLettered(
                    issue("document", '"' + "D".repeat(201) + '"'),
                    CauseClass.VALIDATION,
                    "id has more than 200",
                    "DDD");
            deadLettered(issue("material", "\"GAS\\u0000230\""), CauseClass.VALIDATION, "sku has control characters");
            deadLettered(issue("document", "\"A\\u0000B\""), CauseClass.VALIDATION, "id has control characters");
            unparseable("{\"type\":\"goods\0Issue\"}", "not valid JSON", "line 1");
            unparseable("\0\0\0\0", "not valid JSON", "line 1");
        }

        @Test
        void one_bad_line_never_keeps_the_others_and_never_half_of_a_transfer() throws IOException {
            var body = "[" + issue("document", "\"MIX-1\"") + "," + issue("material", "\"NOPE\"")
                    + ",{\"type\":\"stockTransfer\",\"document\":\"MIX-3\",\"postedAt\":\""
                    + OPENED + "\",\"lines\":[{\"line\":1,\"material\":\"GAS-230\",\"unit\":\"PCE\",\"plant\":\"RTM\","
                    + "\"toPlant\":\"ATLANTIS\",\"quantity\":1}]}]";
            try (var doors = new Doors(program)) {
                var outcomes = Truth.json(webhook(doors, body.getBytes(StandardCharsets.UTF_8)))
                        .path("outcomes");
                assertThat(outcomes.path("applied").asInt()).isEqualTo(1);
                assertThat(outcomes.path("deadLettered").asInt()).isEqualTo(2);
            }
            good.add("erp MIX-1-1");
            var letters = planted.deadLetters(2);
            letters.sort(Comparator.comparing(letter -> letter.path("sku").asText()));
            Planted.says(letters.get(1), "erp", CauseClass.MAPPING, "'NOPE'");
            Planted.says(
                    letters.get(0), "erp", CauseClass.MAPPING, "'ATLANTIS'", "the whole group of 2 was not applied");
        }
    }

    @Nested
    @Order(2)
    class Messages {

        @Test
        void malformed_and_wrongly_encoded_texts_are_dead_letters() throws Exception {
            message("{\"transactions\": [", CauseClass.UNPARSEABLE, "not valid JSON", "line 1");
            message("<PixBridge><Pix></PixBridge>", CauseClass.UNPARSEABLE, "not valid XML", "line 1");
            message("hello", CauseClass.UNPARSEABLE, "not valid JSON", "'hello'", "expecting a value");
            message("", CauseClass.UNPARSEABLE, "the message is empty");
            message("{\"hello\": 1}", CauseClass.MAPPING, "none of transactions, counts and snapshot");
            bytes("{\"transactions\":\"Größe\"}".getBytes(StandardCharsets.ISO_8859_1), "the JSON is not UTF-8");
            bytes("<PixBridge>Größe</PixBridge>".getBytes(StandardCharsets.ISO_8859_1), "the XML is not UTF-8");
            bytes(new byte[] {0, 1, 2, 3, (byte) 0xFF}, "");
        }

        @Test
        void a_million_of_anything_nested_is_refused_by_its_depth() throws Exception {
            message(
                    "[".repeat(MILLION) + "]".repeat(MILLION),
                    CauseClass.UNPARSEABLE,
                    "nesting deeper than 200 levels");
            message(
                    "<a>".repeat(MILLION) + "</a>".repeat(MILLION),
                    CauseClass.UNPARSEABLE,
                    "nesting deeper than 200 levels");
        }

        @Test
        void xml_with_a_doctype_or_an_entity_bomb_is_refused() throws Exception {
            message(bomb(), CauseClass.UNPARSEABLE, "DOCTYPE");
            message("<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a>&b;</a>", CauseClass.UNPARSEABLE, "DOCTYPE");
        }

        @Test
        void an_object_a_map_and_a_stream_never_become_one_and_are_kept_as_they_came() throws Exception {
            sent(session -> session.createObjectMessage(new java.util.Date(0)));
            var object = planted.deadLetters(1).get(0);
            Planted.says(object, "wms", CauseClass.UNSUPPORTED, "ObjectMessage", "TextMessage or BytesMessage");
            assertThat(new String(planted.raw(object), StandardCharsets.ISO_8859_1))
                    .contains("java.util.Date");
            sent(session -> {
                var map = session.createMapMessage();
                map.setString("SKU_ID", "10045");
                return map;
            });
            var map = planted.deadLetters(1).get(0);
            Planted.says(map, "wms", CauseClass.UNSUPPORTED, "MapMessage");
            assertThat(new String(planted.raw(map), StandardCharsets.ISO_8859_1))
                    .contains("SKU_ID", "10045");
            sent(session -> {
                var stream = session.createStreamMessage();
                stream.writeString("10045");
                return stream;
            });
            var stream = planted.deadLetters(1).get(0);
            Planted.says(stream, "wms", CauseClass.UNSUPPORTED, "StreamMessage");
            assertThat(new String(planted.raw(stream), StandardCharsets.ISO_8859_1))
                    .contains("10045");
        }

        /** Else anybody who may send could have us write, with our rights, wherever ours are enough. */
        @Test
        void nothing_is_ever_answered_to_where_a_sender_says() throws Exception {
            var text = "{\"hello\": 2}";
            sent(session -> {
                var message = session.createTextMessage(text);
                message.setJMSReplyTo(session.createQueue("webhooks.erp"));
                return message;
            });
            planted.deadLetter("wms", CauseClass.MAPPING, text.getBytes(StandardCharsets.UTF_8), "none of");
            var factory = new ActiveMQConnectionFactory(
                    "stockrelay", program.secret("broker-stockrelay"), "tcp://127.0.0.1:" + program.port("openwire"));
            try (var connection = factory.createConnection()) {
                connection.start();
                var session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                assertThat(session.createConsumer(session.createQueue("webhooks.erp"))
                                .receive(1_000))
                        .isNull();
            }
        }

        @Test
        void a_message_beyond_the_limit_is_refused_to_its_sender() {
            assertThatThrownBy(() -> sent(session -> session.createTextMessage("x".repeat(21 * 1024 * 1024))))
                    .isInstanceOf(JMSException.class);
        }

        @Test
        void values_nobody_can_use_are_named() throws Exception {
            transaction("SKU_ID", "99999", CauseClass.MAPPING, "SKU code '99999' of wms is not known");
            transaction("WHSE", "XX9", CauseClass.MAPPING, "location code 'XX9' of wms is not known");
            transaction("UOM", "BARREL", CauseClass.MAPPING, "unit 'BARREL' of wms is not known");
            transaction("INVN_ADJMT_QTY", "-3", CauseClass.VALIDATION, "must not be negative: -3");
            transaction("INVN_ADJMT_QTY", "0.5", CauseClass.VALIDATION, "is not a whole number");
            transaction("INVN_ADJMT_QTY", "1e400", CauseClass.VALIDATION, "'1e400' is not a number we can use");
            transaction("INVN_ADJMT_QTY", "", CauseClass.MAPPING, "quantity is missing");
            transaction("CREATE_DATE_TIME", "2999-01-01T00:00:00", CauseClass.VALIDATION, "is in the future");
            transaction("SKU_ID", "10045\\u0000", CauseClass.VALIDATION, "sku has control characters");
            transaction("SKU_ID", "9".repeat(65), CauseClass.VALIDATION, "sku has more than 64 characters");
        }
    }

    @Nested
    @Order(3)
    class Filed {

        @Test
        void a_file_that_cannot_be_read_as_a_whole_is_refused_whole() throws Exception {
            refused("leer.csv", new byte[0], "the file is empty");
            refused(
                    "nur_kopf_und_spalte.csv",
                    csv("Lager;Artikel;Einheit;Bestand;Stand", "BRE1;NK-7001;ST;1;01.03.2026 01:58"),
                    "the header lacks Gesperrt",
                    "it has Lager");
            refused(
                    "komma.csv",
                    csv(Nordkai.HEADER.strip().replace(';', ','), "a"),
                    "the header lacks Lager",
                    "separated by ';'");
            var bytes = new ByteArrayOutputStream();
            bytes.write(csv(Nordkai.HEADER.strip(), "BRE1;NK-7001;?;ST;1;0;01.03.2026 01:58"));
            bytes.write(0x81); // means nothing in windows-1252
            refused("zeichensatz.csv", bytes.toByteArray(), "not written in windows-1252", "charset");
            refused("utf8.csv", ("\uFEFF" + Nordkai.HEADER).getBytes(StandardCharsets.UTF_8), "UTF-8", "windows-1252");
            refused(
                    "utf16.csv",
                    ("\uFEFF" + Nordkai.HEADER).getBytes(StandardCharsets.UTF_16LE),
                    "UTF-16",
                    "windows-1252");
            refused("binaer.csv", new byte[100], "the header lacks");
        }

        @Test
        void every_bad_row_is_named_with_its_line_and_the_others_count() throws Exception {
            var file = new Nordkai(OPENED)
                    .article("GAS-230", 5, 0, 0)
                    .row("NK-9999", "ST", "5", "0")
                    .row("NK-7029", "KISTE", "2", "0")
                    .line("XXX9;NK-7028;;ST;1;0;01.03.2026 01:58")
                    .row("NK-7028", "ST", "1,5", "0")
                    .row("NK-7027", "ST", "-1", "-1")
                    .row("NK-7026", "ST", "1e400", "0")
                    .row("NK-7025", "ST", "1234567890123456789012345678901234567890", "0")
                    .row("NK-7024", "ST", "9223372036854775808", "0")
                    .line("BRE1;NK-7023;;ST;1;0;01.01.2999 00:00")
                    .line("BRE1;NK-7022;;ST;1;0;gestern")
                    .line("BRE1;NK-7021;\"offen;ST;1;0;01.03.2026 01:58")
                    .line("BRE1;NK-7020;ST;1")
                    .row("NK-7019", "ST", "\0", "0")
                    .row("N".repeat(65), "ST", "1", "0");
            var result = taken("zeilen.csv", file.bytes(), "done");
            assertThat(result)
                    .contains(
                            "# applied: 1",
                            "# deadLetter: 14",
                            "3;deadLetter",
                            "SKU code 'NK-9999' of threepl is not known",
                            "unit 'KISTE' of threepl is not known",
                            "location code 'XXX9' of threepl is not known",
                            "1.5 ST of SKU",
                            "must not be negative: -1",
                            "'1e400' is not a number we can use",
                            "is not a number we can use",
                            "more than the limit of 1000000000",
                            "is in the future",
                            "is not a date and time",
                            "the quotes of the row do not match",
                            "the row has 4 columns, the header has 7",
                            "sku has more than 64 characters");
            good.addAll(Set.of("threepl " + file.facts().get(0).id()));
            for (var letter : planted.deadLetters(14)) {
                Planted.isForPeople(letter.path("message").asText());
                assertThat(letter.path("line").asLong()).isBetween(3L, 16L);
                assertThat(new String(planted.raw(letter), WINDOWS)).contains("NK-9999", "\"offen");
            }
        }

        @Test
        void a_name_that_leads_elsewhere_is_told_and_left_alone() throws Exception {
            try (var doors = new Doors(program)) {
                doors.put("bestand..csv", new Nordkai(OPENED).bytes());
                doors.put("../../../../escaped.csv", new Nordkai(OPENED).bytes());
            }
            planted.deadLetter(
                    "sftp",
                    CauseClass.VALIDATION,
                    "bestand..csv".getBytes(StandardCharsets.UTF_8),
                    "file name 'bestand..csv' is refused",
                    "was not touched",
                    "rename it");
            assertThat(folder().resolve("in/bestand..csv")).exists();
            try (var files = Files.walk(temporary)) {
                assertThat(files.filter(file -> file.endsWith("escaped.csv")))
                        .containsExactly(folder().resolve("escaped.csv"));
            }
        }
    }

    @Nested
    @Order(4)
    class Afterwards {

        @Test
        void everything_that_must_hold_holds_and_the_log_has_no_stack_trace_of_a_senders_mistake() {
            var verified = Truth.json(program.get("/api/v1/verify"));
            assertThat(verified.path("ok").asBoolean())
                    .as(verified.toPrettyString())
                    .isTrue();
            var items = Truth.json(
                            program.post("/api/v1/availability/query", "{\"skus\":[\"GAS-230\",\"TENT-FJORD-2\"]}"))
                    .path("items");
            assertThat(items).isNotEmpty();
            assertThat(program.output()).doesNotContain("\tat ", "OutOfMemory", "StackOverflow");
        }
    }

    private static void unparseable(String body, String... words) throws IOException {
        unparseable(body.getBytes(StandardCharsets.UTF_8), words);
    }

    private static void unparseable(byte[] body, String... words) throws IOException {
        try (var doors = new Doors(program)) {
            var answer = doors.webhook(
                    "bad-" + body.length, body, body[0] == '<' ? "application/xml" : "application/json", Instant.now());
            problem(answer, 400, "not-parseable", words);
            var letter = planted.deadLetter("erp", CauseClass.UNPARSEABLE, body, words);
            assertThat(answer.body()).contains(letter.path("receipt").asText());
        }
    }

    private static JsonNode deadLettered(String document, CauseClass cause, String... words) throws IOException {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        try (var doors = new Doors(program)) {
            var answer = webhook(doors, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            var outcomes = Truth.json(answer).path("outcomes");
            assertThat(outcomes.path("deadLettered").asInt()).isEqualTo(1);
            assertThat(outcomes.path("applied").asInt()).isZero();
            return planted.deadLetter("erp", cause, body, words);
        }
    }

    private static HttpResponse<String> webhook(Doors doors, byte[] body) throws IOException {
        return doors.webhook("any", body, "application/json", Instant.now());
    }

    private static void problem(HttpResponse<String> answer, int status, String type, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        var problem = Truth.json(answer);
        assertThat(problem.path("type").asText()).isEqualTo("urn:stockrelay:problem:" + type);
        assertThat(problem.path("detail").asText()).contains(words);
        Planted.isForPeople(problem.path("detail").asText());
    }

    /** A goods issue of one stove, with one field as it should not be. */
    private static String issue(String field, String value) {
        var fields = new java.util.HashMap<>(Map.of(
                "document", "\"ISSUE-" + System.nanoTime() + "\"",
                "postedAt", '"' + OPENED.toString() + '"',
                "material", "\"GAS-230\"",
                "unit", "\"PCE\"",
                "plant", "\"RTM\"",
                "quantity", "1"));
        fields.put(field, value);
        return "{\"type\":\"goodsIssue\",\"document\":" + fields.get("document") + ",\"postedAt\":"
                + fields.get("postedAt") + ",\"lines\":[{\"line\":1,\"material\":" + fields.get("material")
                + ",\"unit\":" + fields.get("unit") + ",\"plant\":" + fields.get("plant") + ",\"quantity\":"
                + fields.get("quantity") + "}]}";
    }

    private static String bomb() {
        var bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return bomb + "]><PixBridge>&l9;</PixBridge>";
    }

    private static void transaction(String field, String value, CauseClass cause, String words) throws Exception {
        var body = Wms.json(List.of(Wms.ship(900_000 + System.nanoTime() % MILLION, "GAS-230", "WH1", 1, OPENED)
                        .with(field, value)))
                .body();
        message(body, cause, words);
    }

    private static void message(String text, CauseClass cause, String... words) throws Exception {
        sent(session -> session.createTextMessage(text));
        planted.deadLetter("wms", cause, text.getBytes(StandardCharsets.UTF_8), words);
    }

    private static void bytes(byte[] bytes, String words) throws Exception {
        sent(session -> {
            var message = session.createBytesMessage();
            message.writeBytes(bytes);
            return message;
        });
        planted.deadLetter("wms", CauseClass.UNPARSEABLE, bytes, words);
    }

    private interface Making {
        Message by(Session session) throws JMSException;
    }

    private static void sent(Making making) throws JMSException {
        var factory = new ActiveMQConnectionFactory(
                "client", program.secret("broker-client"), "tcp://127.0.0.1:" + program.port("openwire"));
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var producer = session.createProducer(session.createQueue("wms.inventory"))) {
            producer.send(making.by(session));
        }
    }

    private static byte[] csv(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(WINDOWS);
    }

    private static Path folder() {
        return program.data().resolve("sftp/threepl");
    }

    private static void refused(String name, byte[] content, String... words) throws IOException {
        var result = taken(name, content, "failed");
        assertThat(result)
                .contains("# state: refused", "nothing of it was applied")
                .contains(words);
        var file = folder().resolve("failed").resolve(name);
        await().atMost(LIMIT).until(() -> Files.exists(file));
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    private static String taken(String name, byte[] content, String target) throws IOException {
        try (var doors = new Doors(program)) {
            doors.upload(name, content);
        }
        var result = folder().resolve(target).resolve(name + ".result.csv");
        await().atMost(LIMIT).until(() -> Files.exists(result));
        return Files.readString(result);
    }
}
