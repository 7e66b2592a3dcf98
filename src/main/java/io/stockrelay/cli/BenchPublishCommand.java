package io.stockrelay.cli;

import io.stockrelay.bench.BenchPlan;
import io.stockrelay.bench.PublishBench;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench publish}: from a committed change to the number on show. */
@Command(
        name = "publish",
        sortOptions = false,
        description = {
            "Start the program beside simulated channels and measure how soon a committed change is on show there:",
            "without limits, with the channels' own, and for thousands of changes of one item.",
            "docs/performance.md says how to read it. Ctrl-C stops and tidies up."
        })
final class BenchPublishCommand implements Callable<Integer> {

    @Option(
            names = "--changes",
            description = "Changes each second, over all channels (default: ${DEFAULT-VALUE}).",
            defaultValue = "2000")
    private int changes;

    @Option(names = "--rounds", description = "Measured rounds (default: ${DEFAULT-VALUE}).", defaultValue = "5")
    private int rounds;

    @Option(names = "--warm-ups", description = "Rounds before them (default: ${DEFAULT-VALUE}).", defaultValue = "4")
    private int warmUps;

    @Option(names = "--seconds", description = "Length of a round (default: ${DEFAULT-VALUE}).", defaultValue = "10")
    private int seconds;

    @Option(
            names = "--skus",
            description = "Items, each listed on one of the channels (default: ${DEFAULT-VALUE}).",
            defaultValue = "3000")
    private int skus;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        var round = Duration.ofSeconds(seconds);
        var plan = new BenchPlan(rounds, warmUps, Duration.ZERO, round, round, 1, skus);
        return options.measure(site -> new PublishBench(plan, changes, site).run());
    }
}
