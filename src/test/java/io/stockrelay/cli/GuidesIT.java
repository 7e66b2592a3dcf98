package io.stockrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the guides is one that is taken: none ends with a failure, no server answers with one. */
class GuidesIT {

    /** A command that fails ends the guide, an answer that is no success too. */
    private static final String STRICT = """
            set -e
            curl() { command curl --fail-with-body -sS "$@"; }
            """;

    private static final String SECRET = "SECRET=whsec_c3RvY2tyZWxheSBzYW5kYm94IGVycCBzZWNyZXQ=\n";

    private static final Duration ARRIVAL = Duration.ofSeconds(60);

    @TempDir
    static Path home;

    @SuppressWarnings("NullAway.Init") // before all
    private static Clone clone;

    @BeforeAll
    static void start() throws IOException {
        clone = new Clone(home);
        clone.start();
    }

    @AfterAll
    static void stop() {
        clone.close();
    }

    @Test
    void the_sandbox() throws Exception {
        follow(commands("docs/sandbox.md").replace("--events 10000", "--events 300"));
    }

    @Test
    void sources() throws Exception {
        for (var block : Clone.blocks("docs/sources.md")) {
            clone.assertShows(block, follow(SECRET + block.commands()));
        }
    }

    @Test
    void dead_letters() throws Exception {
        follow("./stockrelay send message wms.inventory samples/wms-new-carton.json");
        await().atMost(ARRIVAL)
                .untilAsserted(() -> assertThat(follow("./stockrelay deadletters list --source wms"))
                        .contains("wms"));
        var number = follow("./stockrelay deadletters list --json").replaceAll("(?s).*?\"id\"\\s*:\\s*(\\d+).*", "$1");

        follow(commands("docs/dead-letters.md").replace(" 17", " " + number.strip()));
    }

    @Test
    void promises() throws Exception {
        assertThat(follow(commands("docs/promises.md"))).contains("TENT-FJORD-2", "spring order", "fjellbua");
    }

    @Test
    void http_api() throws Exception {
        assertThat(follow(commands("docs/http-api.md"))).contains("12 are of expired or blocked lots", "recall 17");
    }

    /** Benchmarks take their time; that each line is understood is seen by asking it for help. */
    @Test
    void performance() throws Exception {
        var lines = commands("docs/performance.md")
                .lines()
                .map(line -> line.replaceAll("#.*", "").strip() + " --help")
                .toList();
        assertThat(lines).hasSizeGreaterThan(3).allMatch(line -> line.startsWith("./stockrelay bench "));

        follow(String.join("\n", lines));
    }

    private static String commands(String guide) throws IOException {
        var blocks = Clone.blocks(guide);
        assertThat(blocks).as("commands of " + guide).isNotEmpty();
        return blocks.stream().map(Clone.Block::commands).collect(Collectors.joining("\n"));
    }

    private static String follow(String commands) throws IOException, InterruptedException {
        var ended = clone.run(STRICT + commands);
        assertThat(ended.status()).as(commands + "\n" + ended.output()).isZero();
        return ended.output();
    }
}
