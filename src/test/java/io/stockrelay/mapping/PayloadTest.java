package io.stockrelay.mapping;

import static io.stockrelay.mapping.TempCompany.ship;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.MovementEvent;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, it becomes events or one clear failure. */
class PayloadTest {

    private static final String XML_SHIP =
            "{id: .E[\"@id\"], type: \"ship\", sku: .E.Sku, location: \"WH1\", quantity: .E.Q, reason: .E.R,"
                    + " occurredAt: \"2026-11-21T10:00:00Z\"}";

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{", "[1,]", "hello", "{\"a\":1} {\"b\":2}", "nul", "\u0000"})
    void malformed_json_is_unparseable(String payload) {
        assertUnparseable(new TempCompany(home).map(payload), "");
    }

    @Test
    @Timeout(5)
    void a_message_of_a_million_nested_brackets_is_refused_quickly() {
        var brackets = "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        var elements = "<a>".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        var company = new TempCompany(home);

        assertUnparseable(
                company.map("application/json", brackets), "JSON beyond a limit: nesting deeper than 200 levels");
        assertUnparseable(
                company.map("application/xml", elements), "XML beyond a limit: nesting deeper than 200 levels");
    }

    @Test
    void absurd_numbers_and_texts_are_refused() {
        var company = new TempCompany(home);

        assertUnparseable(company.map("[" + "1".repeat(101) + "]"), "a number of more than 100 digits");
        assertUnparseable(
                company.map("[\"" + "x".repeat(1_000_001) + "\"]"), "a text or name of more than 1000000 characters");
    }

    @Test
    void wrong_encoding_is_unparseable() {
        var company = new TempCompany(home);
        var latin = "{\"id\": \"Größe\"}".getBytes(StandardCharsets.ISO_8859_1);
        var utf16 = "{\"id\": \"1\"}".getBytes(StandardCharsets.UTF_16);
        var halfCharacter = new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};

        assertUnparseable(company.map("application/json", latin), "is not UTF-8");
        assertUnparseable(company.map("application/json", utf16), "is not UTF-8");
        assertUnparseable(company.map("application/json", halfCharacter), "is not UTF-8");
        assertUnparseable(
                company.map(
                        "application/xml",
                        "<?xml version='1.0' encoding='UTF-8'?><a>Größe</a>".getBytes(StandardCharsets.ISO_8859_1)),
                "the XML is not UTF-8");
    }

    @Test
    void xml_is_read_in_the_encoding_it_declares() {
        var company = new TempCompany(home).write("mappings/s/event.jq", XML_SHIP);
        var xml = "<?xml version='1.0' encoding='windows-1252'?>\n<E id='7'><Sku>A</Sku><Q>2</Q><R>Größe €</R></E>";

        var mapped = company.map("application/xml", xml.getBytes(Charset.forName("windows-1252")));

        assertThat(mapped.failures()).isEmpty();
        var event = mapped.groups().get(0).events().get(0);
        assertThat(event.header().reason()).isEqualTo("Größe €");
        assertThat(event.header().key().id()).isEqualTo("7");
        assertThat(((MovementEvent) event).units()).isEqualTo(2);
    }

    @Test
    void xml_in_utf_16_is_known_by_its_byte_order_mark() throws Unreadable {
        assertThat(XmlTree.read("<?xml version='1.0' encoding='UTF-16'?><a>ü</a>".getBytes(StandardCharsets.UTF_16)))
                .isEqualTo(Payloads.json("{\"a\":\"ü\"}"));
    }

    @Test
    void xml_becomes_json_by_the_documented_convention() throws Unreadable {
        var xml = "<r xmlns:n='urn:x' v='1'><n:i>1</n:i><n:i><![CDATA[ <2> ]]></n:i><e/><m a='b'>t</m><!-- c --></r>";

        assertThat(XmlTree.read(xml.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        Payloads.json(
                                "{\"r\":{\"@v\":\"1\",\"i\":[\"1\",\"<2>\"],\"e\":\"\",\"m\":{\"@a\":\"b\",\"#text\":\"t\"}}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>",
                "<a>&undefined;</a>",
                "<?xml version='1.0' encoding='no-such'?><a/>"
            })
    void malformed_or_hostile_xml_is_unparseable(String xml) {
        var mapped = new TempCompany(home).map("application/xml", xml.getBytes(StandardCharsets.UTF_8));

        assertUnparseable(mapped, "XML");
        assertThat(mapped.failures().get(0).message()).doesNotContain("root:");
    }

    @Test
    void delimited_messages_are_rows_by_their_header() {
        var company = new TempCompany(home)
                .write(
                        "mappings/s/event.jq",
                        ".[] | {id: .Nr, type: \"ship\", sku: .Artikel, location: \"WH1\","
                                + " quantity: .Menge, reason: .Grund, occurredAt: \"2026-11-21T10:00:00Z\"}");
        var csv = "Nr;Artikel;Menge;Grund\n1;A;2;\"für; immer\"\n2;A;3;\n";

        var mapped = company.map("text/csv; charset=windows-1252", csv.getBytes(Charset.forName("windows-1252")));

        assertThat(mapped.groups()).hasSize(2);
        assertThat(mapped.groups().get(0).events().get(0).header().reason()).isEqualTo("für; immer");
        assertUnparseable(company.map("text/csv", "a;b\n1;2;3\n".getBytes(StandardCharsets.UTF_8)), "not valid CSV");
        assertUnparseable(
                company.map("text/csv; charset=nonsense", "a\n1\n".getBytes(StandardCharsets.UTF_8)), "not known");
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.erp+json, true",
        "text/plain, true",
        "'', true",
        "'application/json; charset=utf-8', true",
        "image/png, false"
    })
    void the_content_type_decides_and_a_vague_one_lets_the_payload_tell(String contentType, boolean read) {
        var mapped = new TempCompany(home).map(contentType, ship().getBytes(StandardCharsets.UTF_8));

        assertThat(mapped.groups().size()).isEqualTo(read ? 1 : 0);
        if (!read) {
            assertThat(mapped.failures()).extracting(Failure::cause).containsExactly(CauseClass.UNSUPPORTED);
        }
    }

    @Test
    void a_program_for_one_format_wins_over_the_general_one() {
        var company = new TempCompany(home).write("mappings/s/event.xml.jq", XML_SHIP);

        assertThat(company.map("text/xml", "<E id='1'><Sku>A</Sku><Q>1</Q></E>".getBytes(StandardCharsets.UTF_8))
                        .groups())
                .hasSize(1);
        assertThat(company.map(ship()).groups()).hasSize(1);
    }

    @Test
    void digits_of_a_json_number_survive_tostring() {
        var company = new TempCompany(home).write("mappings/s/event.jq", ".quantity |= tostring");

        var mapped = company.map(ship("sku=\"R\"", "quantity=1234.56"));

        assertThat(((MovementEvent) mapped.groups().get(0).events().get(0)).units())
                .isEqualTo(123456);
    }

    @Test
    void a_program_that_calls_itself_without_end_is_poison_not_a_crash() {
        var mapped = new TempCompany(home)
                .write("mappings/s/event.jq", "def f: 1 + f; f")
                .map("{}");

        assertThat(mapped.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(CauseClass.POISON);
            assertThat(failure.step()).isEqualTo(Step.MAP);
            assertThat(failure.message()).contains("mappings/s/event.jq calls itself without end");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "empty|the mapping returned nothing and gave no reason",
                "[]|the mapping returned nothing and gave no reason",
                "5|the mapping returned 5, which is no event",
                "{ignore: true}|ignores without a reason",
                "{group: []}|empty group",
                "error(\"no such shop\")|mappings/s/event.jq says: no such shop",
                "nosuch(1)|Function nosuch/1 does not exist",
                "now|now is not allowed",
                "env|does not exist",
                "$ENV|not defined",
                "range(200000)|more than 100000 events",
            })
    void a_program_that_makes_no_event_is_a_mapping_failure(String program, String message) {
        var mapped = new TempCompany(home).write("mappings/s/event.jq", program).map("{}");

        assertThat(mapped.groups()).isEmpty();
        assertThat(mapped.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(CauseClass.MAPPING);
            assertThat(failure.step()).isEqualTo(Step.MAP);
            assertThat(failure.message()).contains(message);
        });
    }

    @Test
    void the_variables_tell_where_a_payload_came_from() {
        var company = new TempCompany(home)
                .write(
                        "mappings/s/event.jq",
                        "{ignore: \"\\($headers[\"x-event\"]) \\($source) \\($receivedAt) \\($file) \\($line)\"}");

        assertThat(company.map("{}").ignored())
                .singleElement()
                .satisfies(
                        ignored -> assertThat(ignored.reason()).isEqualTo("header s " + TempCompany.RECEIVED + "  0"));
    }

    @Test
    @Timeout(10)
    void many_threads_share_one_program() throws InterruptedException {
        var mappings = new TempCompany(home).folder().mappings();
        var wrong = new ConcurrentLinkedQueue<String>();
        var threads = new ArrayList<Thread>();
        for (int thread = 0; thread < 8; thread++) {
            int own = thread;
            threads.add(new Thread(() -> {
                for (int round = 0; round < 500; round++) {
                    var id = own + "-" + round;
                    var mapped = mappings.map(TempCompany.delivery(
                            "application/json", ship("id=\"" + id + "\"").getBytes(StandardCharsets.UTF_8)));
                    if (!mapped.groups()
                            .get(0)
                            .events()
                            .get(0)
                            .header()
                            .key()
                            .id()
                            .equals(id)) {
                        wrong.add(id);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join(Duration.ofSeconds(9).toMillis());
        }

        assertThat(wrong).isEmpty();
    }

    private static void assertUnparseable(Mapped mapped, String message) {
        assertThat(mapped.groups()).isEmpty();
        assertThat(mapped.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(CauseClass.UNPARSEABLE);
            assertThat(failure.step()).isEqualTo(Step.PARSE);
            assertThat(failure.message()).contains(message);
        });
    }
}
