package io.stockrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.ClassArchive;
import io.stockrelay.testkit.UnpackedJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the form of {@code bench reserve} and {@code bench availability}, never at the speed. */
class PromiseBenchIT {

    private static final BenchPlan TINY =
            new BenchPlan(1, 0, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 50);
    private static final List<Integer> CLIENTS = List.of(4, 1);

    @TempDir
    Path temporary;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void promises_are_counted_against_bare_updates() throws Exception {
        Report report;
        try (var site = site()) {
            report = new ReserveBench(TINY, CLIENTS, site).run();
        }

        assertThat(report.rows()).extracting(Row::path).containsExactly("hot 1", "hot 4", "many 1", "many 4");
        assertThat(told).anyMatch(line -> line.startsWith("hot running in: "));
        assertThat(report.rows()).allSatisfy(PromiseBenchIT::isMeasured);
        assertThat(report.rows().get(3).notes()).anyMatch(note -> note.startsWith("all "));
        assertThat(work()).isEmptyDirectory();
    }

    @Test
    void availability_is_asked_against_a_constant() throws Exception {
        Report report;
        try (var site = site()) {
            report = new AvailabilityBench(TINY, CLIENTS, site).run();
        }

        assertThat(report.rows()).extracting(Row::path).containsExactly("one 1", "one 4", "50 a call 1", "50 a call 4");
        assertThat(report.rows()).allSatisfy(PromiseBenchIT::isMeasured);
        assertThat(work()).isEmptyDirectory();
    }

    private static void isMeasured(Row row) {
        assertThat(row.ours()).isPositive();
        assertThat(row.floor()).isPositive();
        assertThat(row.ratio()).isPositive().isFinite();
        assertThat(row.p99()).isPositive();
    }

    private Path work() {
        return temporary.resolve("work");
    }

    private BenchSite site() throws IOException {
        var launch = Launch.ofJar(UnpackedJar.jar(), ClassArchive.options());
        return BenchSite.open(Path.of(""), work(), launch, Clock.systemUTC(), told::add);
    }
}
