package io.stockrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.testkit.RunningStockRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks the README as a newcomer would, with the real program on ports of its own: every {@code sh} block in order, and after
 * each every line of the {@code text} block that follows it, where {@code …} stands for anything.
 */
class ReadmeIT {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("```(sh|text)\\n(.*?)```", Pattern.DOTALL);
    private static final String RUN = "./stockrelay run";
    /** Asking changes nothing, so it may be asked again until what was sent has arrived. */
    private static final Pattern ASKS = Pattern.compile(
            "(\\./stockrelay (availability|explain|channels list|sources list|deadletters (list|groups|show)"
                    + "|verify)[^|>]*|curl -sw '\\\\n' http\\S+)");

    private static final Duration ARRIVAL = Duration.ofSeconds(60);
    private static final int COMMAND_SECONDS_MAX = 180;

    @TempDir
    Path home;

    private @Nullable RunningStockRelay program;

    private record Block(String commands, List<String> expected) {}

    @AfterEach
    void stop() {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void a_newcomer_gets_through_all_of_it() throws Exception {
        checkOut();
        var blocks = blocks(Files.readString(REPOSITORY.resolve("README.md")));
        assertThat(blocks).hasSizeGreaterThan(10);

        for (var block : blocks) {
            if (block.commands().strip().equals(RUN)) {
                start(block);
            } else if (block.commands()
                    .lines()
                    .allMatch(line -> ASKS.matcher(line.strip()).matches())) {
                await().atMost(ARRIVAL)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> assertShows(block, run(block)));
            } else {
                assertShows(block, run(block));
            }
        }
    }

    private static List<Block> blocks(String readme) {
        var blocks = new ArrayList<Block>();
        var found = BLOCK.matcher(readme);
        while (found.find()) {
            if (found.group(1).equals("sh")) {
                blocks.add(new Block(found.group(2), new ArrayList<>()));
            } else {
                blocks.get(blocks.size() - 1)
                        .expected()
                        .addAll(found.group(2).lines().toList());
            }
        }
        return blocks;
    }

    /** A clone has these; the program itself is the jar that was built. */
    private void checkOut() throws IOException {
        for (var folder : List.of("config", "mappings", "routes", "samples")) {
            try (var files = Files.walk(REPOSITORY.resolve(folder))) {
                for (var file : files.toList()) {
                    Files.copy(file, home.resolve(REPOSITORY.relativize(file)));
                }
            }
        }
        var jar = Path.of(System.getProperty("stockrelay.jar", "target/stockrelay.jar"))
                .toAbsolutePath();
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = Files.writeString(home.resolve("stockrelay"), """
                #!/bin/sh
                exec %s -XX:TieredStopAtLevel=1 -jar %s "$@"
                """.formatted(java, jar));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void start(Block block) {
        var before = program;
        var started = before == null
                ? RunningStockRelay.with()
                        .home(home)
                        .data(home.resolve("data"))
                        .set("stockrelay.sandbox.port", "0")
                        .start()
                : before.startAgain();
        program = started;
        assertShows(block, started.output());
    }

    private String run(Block block) throws IOException, InterruptedException {
        var output = home.resolve("output.txt");
        var builder = new ProcessBuilder("sh", "-c", onOurPorts(block.commands()))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("STOCKRELAY_"));
        var process = builder.start();
        assertThat(process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS))
                .as(block.commands())
                .isTrue();
        return Files.readString(output);
    }

    private String onOurPorts(String text) {
        var running = Objects.requireNonNull(program, "the README starts the program before it uses it");
        return text.replace("127.0.0.1:8080", running.address().substring("http://".length()))
                .replace("127.0.0.1:8090", "127.0.0.1:" + running.port("sandbox"));
    }

    private void assertShows(Block block, String shown) {
        for (String line : block.expected()) {
            var words = line.strip().split("…|\\s+");
            var pattern = new StringBuilder();
            for (String word : words) {
                pattern.append(pattern.isEmpty() ? "" : "[^\\n]*?").append(Pattern.quote(onOurPorts(word)));
            }
            assertThat(Pattern.compile(pattern.toString()).matcher(shown).find())
                    .as("README shows '%s' after\n%s\nbut this came:\n%s", line, block.commands(), shown)
                    .isTrue();
        }
    }
}
