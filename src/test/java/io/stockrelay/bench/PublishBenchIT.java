package io.stockrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.ClassArchive;
import io.stockrelay.testkit.UnpackedJar;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishBenchIT {

    private static final BenchPlan TINY =
            new BenchPlan(1, 0, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 12);

    @TempDir
    Path temporary;

    @Test
    void every_channel_shows_every_change_in_the_end() throws Exception {
        Report report;
        try (var site = BenchSite.open(
                Path.of(""),
                temporary.resolve("work"),
                Launch.ofJar(UnpackedJar.jar(), ClassArchive.options()),
                Clock.systemUTC(),
                line -> {})) {
            report = new PublishBench(TINY, 20, site).run();
        }

        assertThat(report.rows())
                .extracting(Row::path)
                .containsExactly(
                        "lifted shopify",
                        "lifted amazon",
                        "lifted dealer-portal",
                        "storm",
                        "paced shopify",
                        "paced amazon",
                        "paced dealer-portal");
        assertThat(report.rows())
                .allSatisfy(row -> assertThat(row.notes()).noneMatch(note -> note.contains(PublishRun.NOT_ALL_SHOWN)));
        assertThat(report.rows().get(3).notes()).anyMatch(note -> note.contains("10000 changes of SKU-1000000"));
        assertThat(temporary.resolve("work")).isEmptyDirectory();
    }
}
