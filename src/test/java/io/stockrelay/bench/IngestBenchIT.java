package io.stockrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockrelay.testkit.ClassArchive;
import io.stockrelay.testkit.UnpackedJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestBenchIT {

    private static final BenchPlan TINY =
            new BenchPlan(1, 0, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), 200, 50);

    @TempDir
    Path temporary;

    @Test
    void every_path_gives_a_row_of_real_figures_and_leaves_nothing_behind() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        Report report;
        try (var site = BenchSite.open(
                Path.of(""),
                temporary.resolve("work"),
                Launch.ofJar(UnpackedJar.jar(), ClassArchive.options()),
                Clock.systemUTC(),
                told::add)) {
            report = new IngestBench(TINY, EnumSet.allOf(IngestPath.class), site).run();
        }

        assertThat(report.rows())
                .extracting(Row::path)
                .containsExactly("webhook", "webhook100", "jms", "file", "burst", "camel");
        assertThat(report.rows()).allSatisfy(row -> assertThat(row.ours()).isPositive());
        assertThat(report.rows().subList(0, 4)).allSatisfy(row -> {
            assertThat(row.ratio()).isPositive().isFinite();
            assertThat(row.floor()).isPositive();
            assertThat(row.oursByRound()).hasSize(TINY.rounds());
            assertThat(report.table()).contains(row.path() + " ");
        });
        assertThat(told).anyMatch(line -> line.startsWith("webhook round 1 of 1: floor "));
        assertThat(temporary.resolve("work")).isEmptyDirectory();
        assertThatJsonHolds(report);
    }

    private void assertThatJsonHolds(Report report) throws Exception {
        var file = temporary.resolve("report.json");
        report.writeJson(file);
        var json = new ObjectMapper().readTree(Files.readString(file));
        assertThat(json.at("/rows/0/path").asText()).isEqualTo("webhook");
        assertThat(json.at("/rows/0/ratio").isNumber()).isTrue();
        assertThat(json.at("/machine/cores").asText()).isNotBlank();
    }
}
