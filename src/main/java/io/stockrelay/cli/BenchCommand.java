package io.stockrelay.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: repeatable benchmarks of the real program. */
@Command(
        name = "bench",
        description = "Measure the real program against the bare floor below it; prints a table, and JSON on request.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchIngestCommand.class,
            BenchPublishCommand.class,
            BenchReserveCommand.class,
            BenchAvailabilityCommand.class
        })
final class BenchCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean isHelpWanted;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "What to measure is missing.");
    }
}
