package io.stockrelay.cli;

import io.stockrelay.bench.ReserveBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final ClientsOptions measured = new ClientsOptions();

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Override
    public Integer call() throws Exception {
        return options.measure(site -> new ReserveBench(measured.plan(), measured.clients(), site).run());
    }
}
