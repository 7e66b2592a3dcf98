package io.stockrelay.cli;

import io.stockrelay.bench.BenchPlan;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How much is measured, and with how many that ask at once. */
final class ClientsOptions {

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
            names = "--run-in",
            description =
                    "For how many seconds each path is loaded before all rounds; a young program is slow (default:"
                            + " ${DEFAULT-VALUE}).",
            defaultValue = "30")
    private int runIn;

    @Option(
            names = "--seconds",
            description = "Length of one side of one round (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private int seconds;

    @Option(names = "--skus", description = "Items (default: ${DEFAULT-VALUE}).", defaultValue = "10000")
    private int skus;

    List<Integer> clients() {
        return clients;
    }

    BenchPlan plan() {
        var slice = Duration.ofSeconds(seconds);
        return new BenchPlan(rounds, warmUps, Duration.ofSeconds(runIn), slice, slice, 1, skus);
    }
}
