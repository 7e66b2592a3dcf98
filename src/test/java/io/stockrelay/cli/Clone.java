package io.stockrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.ClassArchive;
import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.UnpackedJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody has who cloned the repository, with the program that was built; commands of guides run in it. */
final class Clone implements AutoCloseable {

    private static final Path REPOSITORY = Path.of("").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("```(sh|text)\\n(.*?)```", Pattern.DOTALL);
    private static final int COMMAND_SECONDS_MAX = 180;

    private final Path home;
    private @Nullable RunningStockRelay program;

    /**
     * Commands of a guide, and what it shows after them.
     *
     * @param expected lines in which {@code …} stands for anything
     */
    record Block(String commands, List<String> expected) {}

    /** How a command ended and all it said. */
    record Ended(int status, String output) {}

    Clone(Path home) throws IOException {
        this.home = home;
        for (var folder : List.of("config", "mappings", "routes", "samples")) {
            try (var files = Files.walk(REPOSITORY.resolve(folder))) {
                for (var file : files.toList()) {
                    Files.copy(file, home.resolve(REPOSITORY.relativize(file)));
                }
            }
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = Files.writeString(home.resolve("stockrelay"), """
                #!/bin/sh
                exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC %s -jar %s "$@"
                """.formatted(
                        java, String.join(" ", ClassArchive.options()), UnpackedJar.jar()));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The {@code sh} blocks of a guide, each with the lines of the {@code text} blocks after it. */
    static List<Block> blocks(String guide) throws IOException {
        var blocks = new ArrayList<Block>();
        var found = BLOCK.matcher(Files.readString(REPOSITORY.resolve(guide)));
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

    Path home() {
        return home;
    }

    /** {@code ./stockrelay run}, or the same once more, on ports of its own; returns what it printed. */
    String start() {
        var before = program;
        var started = before == null
                ? RunningStockRelay.with()
                        .home(home)
                        .data(home.resolve("data"))
                        .set("stockrelay.sandbox.port", "0")
                        .start()
                : before.startAgain();
        program = started;
        return started.output();
    }

    Ended run(String commands) throws IOException, InterruptedException {
        var output = home.resolve("output.txt");
        var builder = new ProcessBuilder("sh", "-c", onOurPorts(commands))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("STOCKRELAY_"));
        var process = builder.start();
        assertThat(process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS))
                .as("ended within %s s: %s", COMMAND_SECONDS_MAX, commands)
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(output));
    }

    /** The same text with the ports this program has. */
    String onOurPorts(String text) {
        var running = Objects.requireNonNull(program, "a guide starts the program before it uses it");
        return text.replace("127.0.0.1:8080", running.address().substring("http://".length()))
                .replace("127.0.0.1:8090", "127.0.0.1:" + running.port("sandbox"));
    }

    /** Every line the guide shows after the block is in what came; the blanks between its words stand for anything. */
    void assertShows(Block block, String shown) {
        for (String line : block.expected()) {
            var words = line.strip().split("…|\\s+");
            var pattern = new StringBuilder();
            for (String word : words) {
                pattern.append(pattern.isEmpty() ? "" : "[^\\n]*?").append(Pattern.quote(onOurPorts(word)));
            }
            assertThat(Pattern.compile(pattern.toString()).matcher(shown).find())
                    .as("the guide shows '%s' after\n%s\nbut this came:\n%s", line, block.commands(), shown)
                    .isTrue();
        }
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
