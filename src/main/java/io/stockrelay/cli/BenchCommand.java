package io.stockrelay.cli;

import picocli.CommandLine.Command;

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
final class BenchCommand extends CommandFamily {

    BenchCommand() {
        super("What to measure is missing.");
    }
}
