package io.stockrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTest {

    private static final Path JAR = Path.of("stockrelay.jar");

    @Test
    void the_program_is_measured_with_the_options_it_is_run_with() throws IOException {
        var command = Files.readString(Path.of("stockrelay"));
        assertThat(Launch.ofJar(JAR, List.of()))
                .filteredOn(word -> word.startsWith("-X"))
                .hasSize(4)
                .allSatisfy(option -> assertThat(command).contains(option));
    }

    @Test
    void whoever_names_another_collector_gets_that_one_alone() {
        assertThat(Launch.ofJar(JAR, List.of("-XX:+UseG1GC")))
                .contains("-XX:+UseG1GC")
                .doesNotContain("-XX:+UseParallelGC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseGCOverheadLimit", "-Xlog:gc", "-XX:-UseG1GC"})
    void other_options_leave_the_collector_alone(String option) {
        assertThat(Launch.ofJar(JAR, List.of(option))).contains(option, "-XX:+UseParallelGC");
    }
}
