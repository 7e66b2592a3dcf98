package io.stockrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.deadletter.DeadLetters;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.http.HttpWorld;
import io.stockrelay.platform.Folders;
import io.stockrelay.testkit.TestPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        classes = HttpWorld.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"logging.file.name=", "spring.main.banner-mode=off"})
class AskingCommandsIT {

    @LocalServerPort
    int port;

    @Autowired
    Folders folders;

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    TestPostgres database;

    @Autowired
    HttpWorld.Weather weather;

    @TempDir
    Path elsewhere;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void announce() throws IOException {
        database.jdbc()
                .sql("truncate dead_letter_message, dead_letter, dead_letter_trail, dead_letter_replay")
                .update();
        weather.isMended = false;
        weather.isCorrupt = false;
        String instance = """
                {"pid":%d,"port":%d,"address":"http://127.0.0.1:%d","started":"2026-11-21T12:00:00Z","ports":{}}
                """.formatted(ProcessHandle.current().pid(), port, port);
        Files.createDirectories(folders.run());
        Files.writeString(folders.run().resolve("instance.json"), instance);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "availability 10045 9                    | 0 | Nothing was ever recorded of",
                "availability 10045 --channel shop       | 0 | Told to the channel: 7 of 10045 at WH1",
                "explain 10045                           | 0 | Last events, the newest first",
                "explain 10045 --channel shop            | 0 | Positions",
                "sources list                            | 0 | running",
                "sources pause wms                       | 0 | Source wms is paused.",
                "sources resume wms                      | 0 | Source wms is taken from again.",
                "channels list                           | 0 | shop",
                "channels pause shop                     | 0 | Channel shop is paused.",
                "receipt 00000000-0000-0000-0000-000000000001 | 0 | alreadyCounted",
                "reservations show SO-1 --account bergwerk | 0 | SO-1 of account bergwerk: ",
                "reservations history SO-1 --account bergwerk | 0 | VERSION",
                "reservations cancel SO-1 --account bergwerk --line 1 | 0 | ships under SO-1",
                "reservations show SO-1 --source pos     | 0 | SO-1 of source pos: ",
                "reservations list                       | 0 | source bergwerk",
                "reservations list --account bergwerk --state confirmed --sku 10045 --reference SO-1 --limit 1 | 0 | There are more: --after",
                "reservations list --expiring-before 2026-11-21T12:00:00Z | 0 | SHIPS UNDER",
                "reservations list --channel shop --json | 0 | lineCount",
                "allocations list                        | 0 | UNCONSUMED",
                "allocations list --limit 1              | 0 | There are more: --after",
                "allocations history bergwerk WH1 TENT-FJORD-2 | 0 | fair",
                "allocations set bergwerk WH1 TENT-FJORD-2 5 --reason fair | 0 | UNCONSUMED",
                "allocations release bergwerk WH1 TENT-FJORD-2 --reason over | 0 | UNCONSUMED",
                "allocations move bergwerk fjellbua WH1 TENT-FJORD-2 2 --id m1 --reason swap | 0 | UNCONSUMED",
                "explain ASIDE                           | 0 | set aside for bergwerk: 0 to 5",
                "deadletters list                        | 0 | No dead letters.",
                "deadletters list --account bergwerk     | 0 | No dead letters.",
                "deadletters groups                      | 0 | No open dead letters.",
                "verify                                  | 0 | ok     every unit is counted once",
                "keys new till                           | 0 | allow: [read]",
            })
    void a_command_says_what_is_so(String line, int code, String words) {
        var said = run(line.strip());

        assertThat(said.code()).as(said.err()).isEqualTo(code);
        assertThat(said.out()).contains(words);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "sources pause nope        | 1 | there is no source 'nope'",
                "reservations show SO-9 --account bergwerk | 1 | there is no reservation 'SO-9'",
                "reservations show SO-1    | 2 | --account",
                "reservations list --state gone | 1 | it must be one of pending",
                "reservations list --account a --channel b | 2 | mutually exclusive",
                "reservations cancel SO-1 --source pos | 2 | --account",
                "allocations set bergwek WH1 TENT-FJORD-2 5 --reason fair | 1 | Did you mean 'bergwerk'",
                "allocations set bergwerk WH1 TENT-FJORD-2 5 | 2 | --reason",
                "deadletters show 9        | 1 | there is no dead letter '9'",
                "deadletters list --cause x | 1 | cause is 'X'",
                "deadletters list --account a --source b | 1 | not both",
                "explain 9 --channel shop  | 1 | there is no listing",
                "receipt abc               | 1 | receipt is 'abc'",
                "deadletters               | 2 | Say what to do with them.",
                "deadletters replay        | 2 | Say which ones",
                "deadletters discard 1     | 2 | --reason",
                "keys new ../x             | 2 | cannot name a key",
                "explain                   | 2 | SKU",
                "send                      | 2 | Say how to send it.",
                "send webhook nope pom.xml | 1 | The source 'nope' has no webhook",
                "send webhook erp nope.json | 1 | nope.json cannot be read: there is none.",
                "send message q pom.xml    | 1 | The running instance has no ActiveMQ of its own.",
                "sandbox load erp          | 1 | generated stock would reach real ones",
            })
    void a_mistake_is_answered_kindly(String line, int code, String words) {
        var said = run(line.strip());

        assertThat(said.code()).isEqualTo(code);
        assertThat(said.err()).contains(words).doesNotContain("Exception", "\tat ");
    }

    @Test
    void what_must_never_be_is_told_and_fails() {
        weather.isCorrupt = true;

        var said = run("verify");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("BROKEN every unit is counted once", "- 10045 at WH1: kept 7, history says 6", "report it");
    }

    @Test
    void without_a_running_instance_it_says_how_to_start_one() {
        var said = execute("sources", "list", "--data", elsewhere.toString());

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("No StockRelay is running", elsewhere.toString(), "./stockrelay run");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void json_is_the_answer_and_nothing_else() throws IOException {
        var said = run("sources list --json");

        assertThat(new ObjectMapper().readTree(said.out()).path(0).path("id").asText())
                .isEqualTo("wms");
    }

    @Test
    void dead_letters_are_shown_replayed_by_what_was_missing_and_exported() throws IOException {
        deadLetters.keep(Samples.delivery("{\"evil\":\"\u001b[2J\"}"), List.of(Samples.unknownSku("e-parked")));
        long id = database.jdbc()
                .sql("select max(id) from dead_letter")
                .query(Long.class)
                .single();

        assertThat(run("deadletters list --source wms").out()).contains("sku 4711 of source wms is not known");
        assertThat(run("deadletters groups").out()).contains("sku 4711 in mappings/wms/skus.csv");
        assertThat(run("deadletters show " + id).out())
                .contains("KEPT", "webhook-id")
                .doesNotContain("\u001b");
        assertThat(run("deadletters replay " + id).code()).isEqualTo(1);
        weather.isMended = true;
        var replayed = execute(
                "deadletters",
                "replay",
                "--missing",
                "sku 4711 in mappings/wms/skus.csv",
                "--data",
                folders.data().toString());
        assertThat(replayed.code()).as(replayed.err()).isZero();
        assertThat(replayed.out()).contains("DONE: 1 replayed, 0 failed again, of 1");
        assertThat(run("deadletters discard " + id + " --reason late").code()).isEqualTo(1);

        var raw = elsewhere.resolve("raw");
        assertThat(run("deadletters export --raw " + raw).out()).contains("\"state\":\"REPLAYED\"");
        assertThat(raw.resolve(id + ".bin")).hasContent("{\"evil\":\"\u001b[2J\"}");
    }

    private Said run(String line) {
        var words = Stream.of(line.split("\\s+"));
        boolean isAsking = !line.startsWith("keys")
                && !List.of("deadletters", "explain", "send").contains(line);
        return execute((isAsking
                        ? Stream.concat(
                                words, Stream.of("--data", folders.data().toString()))
                        : words)
                .toArray(String[]::new));
    }

    private static Said execute(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var commandLine = StockRelayCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int code = commandLine.execute(args);
        return new Said(code, out.toString(), err.toString());
    }
}
