package io.stockrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With which words {@code ./stockrelay} starts Java: a program that is built already, and a Java that tells its words. */
class StockRelayScriptTest {

    @TempDir
    Path home;

    @TempDir
    Path javaHome;

    private record Ended(int status, String output) {}

    @BeforeEach
    void checkout() throws IOException {
        Files.copy(Path.of("stockrelay"), home.resolve("stockrelay"));
        Files.createDirectories(home.resolve("src/main"));
        Files.createFile(home.resolve("pom.xml"));
        var app = Files.createDirectories(home.resolve("target/app/first"));
        Files.createFile(home.resolve("target/stockrelay.jar"));
        Files.createFile(app.resolve("stockrelay.jar"));
        Files.writeString(home.resolve("target/app/current"), "first");

        Files.createDirectories(javaHome.resolve("bin"));
        var java = Files.writeString(javaHome.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        java("17.0.1");
    }

    @Test
    void what_runs_for_long_has_the_parallel_collector_and_what_is_short_the_serial_one() throws Exception {
        assertThat(run(Map.of(), "run", "--port", "1").output())
                .contains("-Xmx1g", "-XX:+UseParallelGC", "stockrelay.jar run --port 1");
        assertThat(run(Map.of(), "sources", "list").output())
                .contains("-Xmx512m", "-XX:+UseSerialGC", "stockrelay.jar sources list");
    }

    /** Where there are none, Java would warn about the option at each start. */
    @Test
    void large_pages_are_asked_for_where_the_system_gives_them_to_what_runs_for_long() throws Exception {
        var offered = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean isOffered =
                Files.isReadable(offered) && !Files.readString(offered).contains("[never]");

        assertThat(run(Map.of(), "run").output().contains("-XX:+UseTransparentHugePages"))
                .isEqualTo(isOffered);
        assertThat(run(Map.of(), "sources", "list").output()).doesNotContain("-XX:+UseTransparentHugePages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-Xlog:gc -XX:+UseSerialGC -Xmx2g"})
    void whoever_names_another_collector_gets_that_one_alone(String options) throws Exception {
        assertThat(run(Map.of("STOCKRELAY_JAVA_OPTS", options), "run").output())
                .contains(options)
                .doesNotContain("-XX:+UseParallelGC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseGCOverheadLimit", "-Xlog:gc", "-XX:-UseG1GC"})
    void other_options_leave_the_collector_alone(String options) throws Exception {
        assertThat(run(Map.of("STOCKRELAY_JAVA_OPTS", options), "run").output())
                .contains(options, "-XX:+UseParallelGC");
    }

    @Test
    void an_older_java_is_refused_with_what_to_do() throws Exception {
        java("11.0.2");

        var ended = run(Map.of(), "run");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("Java 11.0.2 was found", "needs version 17 or newer", "let JAVA_HOME name it")
                .doesNotContain("stockrelay.jar");
    }

    private void java(String version) throws IOException {
        Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private Ended run(Map<String, String> environment, String... words) throws Exception {
        var builder = new ProcessBuilder("sh", home.resolve("stockrelay").toString());
        builder.command().addAll(List.of(words));
        builder.environment().keySet().removeIf(name -> name.startsWith("STOCKRELAY_"));
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().putAll(environment);
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
