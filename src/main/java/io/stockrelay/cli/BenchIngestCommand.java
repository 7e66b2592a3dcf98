package io.stockrelay.cli;

import io.stockrelay.bench.BenchPlan;
import io.stockrelay.bench.IngestBench;
import io.stockrelay.bench.IngestPath;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench ingest}: every way in against its floor. */
@Command(
        name = "ingest",
        sortOptions = false,
        description = {
            "Start the program on a data folder of its own and measure every way in against its floor, in turns.",
            "docs/performance.md says what is measured and how to read it. Ctrl-C stops and tidies up."
        })
final class BenchIngestCommand implements Callable<Integer> {

    @Option(
            names = "--paths",
            split = ",",
            paramLabel = "PATH",
            description = "Any of webhook, webhook100, jms, file, burst, camel (default: all).",
            defaultValue = "webhook,webhook100,jms,file,burst,camel")
    private List<String> paths = List.of();

    @Option(names = "--rounds", description = "Measured rounds (default: ${DEFAULT-VALUE}).", defaultValue = "5")
    private int rounds;

    @Option(names = "--warm-ups", description = "Rounds before them (default: ${DEFAULT-VALUE}).", defaultValue = "2")
    private int warmUps;

    @Option(
            names = "--seconds",
            description = "Length of one side of one round (default: ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int seconds;

    @Option(
            names = "--burst-seconds",
            description = "Length of the overload (default: ${DEFAULT-VALUE}).",
            defaultValue = "60")
    private int burstSeconds;

    @Option(names = "--rows", description = "Rows of the file (default: ${DEFAULT-VALUE}).", defaultValue = "1000000")
    private long rows;

    @Option(
            names = "--skus",
            description = "Items, each at five locations of each source (default: ${DEFAULT-VALUE}).",
            defaultValue = "10000")
    private int skus;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        var plan = new BenchPlan(
                rounds,
                warmUps,
                Duration.ZERO,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(burstSeconds),
                rows,
                skus);
        var chosen = paths.stream().map(IngestPath::of).collect(Collectors.toSet());
        return options.measure(site -> new IngestBench(plan, chosen, site).run());
    }
}
