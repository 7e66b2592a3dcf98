package io.stockrelay.cli;

import io.stockrelay.bench.BenchPlan;
import io.stockrelay.bench.ReserveBench;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench reserve}: promises against bare conditional updates. */
@Command(
        name = "reserve",
        sortOptions = false,
        description = {
            "Start the program on a data folder of its own and have stock promised over HTTP, of one hot item and of many, at",
            "several numbers of clients, in turns with single conditional updates over bare JDBC.",
            "docs/performance.md says how to read it. Ctrl-C stops and tidies up."
        })
final class BenchReserveCommand implements Callable<Integer> {

    @Option(
            names = "--clients",
            split = ",",
            paramLabel = "N",
            description = "How many ask at once, one measurement each (default: ${DEFAULT-VALUE}).",
            defaultValue = "1,8,32,64,256")
    private List<Integer> clients = List.of();

    @Option(names = "--rounds", description = "Measured rounds (default: ${DEFAULT-VALUE}).", defaultValue = "5")
    private int rounds;

    @Option(names = "--warm-ups", description = "Rounds before them (default: ${DEFAULT-VALUE}).", defaultValue = "1")
    private int warmUps;

    @Option(
            names = "--seconds",
            description = "Length of one side of one round (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int seconds;

    @Option(names = "--skus", description = "Items (default: ${DEFAULT-VALUE}).", defaultValue = "10000")
    private int skus;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        return options.measure(this::bench, ReserveBench::run);
    }

    private ReserveBench bench() throws IOException {
        var slice = Duration.ofSeconds(seconds);
        return new ReserveBench(
                new BenchPlan(rounds, warmUps, slice, slice, 1, skus),
                clients,
                options.home(),
                options.work(),
                options.launch(),
                Clock.systemUTC(),
                options.progress());
    }
}
