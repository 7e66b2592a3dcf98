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
                    clone.assertShows(block, clone.start());
                } else if (onlyAsks(block)) {
                    await().atMost(ARRIVAL)
                            .pollInterval(Duration.ofSeconds(1))
                            .untilAsserted(() -> clone.assertShows(
                                    block, clone.run(block.commands()).output()));
                } else {
                    clone.assertShows(block, clone.run(block.commands()).output());
                }
            }
        }
    }

    private static boolean onlyAsks(Block block) {
        return block.commands()
                .lines()
                .allMatch(line -> ASKS.matcher(line.strip()).matches());
    }
}
