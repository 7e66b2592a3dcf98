package io.stockrelay.cli;

import io.stockrelay.bench.AvailabilityBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench availability}: what is available against a constant answer. */
@Command(
        name = "availability",
        sortOptions = false,
        description = {
            "Start the program on a data folder of its own and ask it what is available, one item and fifty a call, at several",
            "numbers of clients, in turns with the same server answering a constant of the same shape.",
            "docs/performance.md says how to read it. Ctrl-C stops and tidies up."
        })
final class BenchAvailabilityCommand implements Callable<Integer> {

    @Mixin
    private final ClientsOptions measured = new ClientsOptions();

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        return options.measure(site -> new AvailabilityBench(measured.plan(), measured.clients(), site).run());
    }
}
