package io.stockrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.cli.Clone.Block;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks the README as a newcomer would, with the real program on ports of its own: every {@code sh} block in order, and after
 * each every line of the {@code text} block that follows it, where {@code …} stands for anything.
 */
class ReadmeIT {

    private static final String RUN = "./stockrelay run";
    /** Asking changes nothing, so it may be asked again until what was sent has arrived. */
    private static final Pattern ASKS = Pattern.compile(
            "(\\./stockrelay (availability|explain|channels list|sources list|deadletters (list|groups|show)"
                    + "|verify)[^|>]*|curl -sw '\\\\n' http\\S+)");

    private static final Duration ARRIVAL = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void a_newcomer_gets_through_all_of_it() throws Exception {
        var blocks = Clone.blocks("README.md");
        assertThat(blocks).hasSizeGreaterThan(10);

        try (var clone = new Clone(home)) {
            for (var block : blocks) {
                if (block.commands().strip().equals(RUN)) {
                    assertShows(clone, block, clone.start());
                } else if (onlyAsks(block)) {
                    await().atMost(ARRIVAL)
                            .pollInterval(Duration.ofSeconds(1))
                            .untilAsserted(() -> assertShows(
                                    clone, block, clone.run(block.commands()).output()));
                } else {
                    assertShows(clone, block, clone.run(block.commands()).output());
                }
            }
        }
    }

    private static boolean onlyAsks(Block block) {
        return block.commands()
                .lines()
                .allMatch(line -> ASKS.matcher(line.strip()).matches());
    }

    private static void assertShows(Clone clone, Block block, String shown) {
        for (String line : block.expected()) {
            var words = line.strip().split("…|\\s+");
            var pattern = new StringBuilder();
            for (String word : words) {
                pattern.append(pattern.isEmpty() ? "" : "[^\\n]*?").append(Pattern.quote(clone.onOurPorts(word)));
            }
            assertThat(Pattern.compile(pattern.toString()).matcher(shown).find())
                    .as("README shows '%s' after\n%s\nbut this came:\n%s", line, block.commands(), shown)
                    .isTrue();
        }
    }
}
