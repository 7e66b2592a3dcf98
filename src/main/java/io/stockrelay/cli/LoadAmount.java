package io.stockrelay.cli;

import io.stockrelay.sandbox.load.LoadPlan;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How much load, and how fast. */
final class LoadAmount {

    static final Duration DURATION_MAX = Duration.ofHours(1);

    @Option(names = "--events", paramLabel = "N", defaultValue = "1000", description = "How many (default: 1000).")
    private int events;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "So many a second, 0 for as fast as they are answered (default: 200).")
    private int rate;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "8", description = "At once (default: 8).")
    private int connections;

    int count() {
        return events;
    }

    LoadPlan plan(CommandSpec spec) {
        try {
            return new LoadPlan(events, connections, rate, DURATION_MAX);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    String.valueOf(e.getMessage())
                            .replace("callsPerSecond", "--rate")
                            .replace("calls ", "--events ")
                            .replace("connections ", "--connections "));
        }
    }
}
