package io.stockrelay.cli;

import io.stockrelay.sandbox.beside.SandboxStart;
import io.stockrelay.sandbox.beside.Shelves;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sandbox}: the simulated shops alone, and generated load. */
@Command(
        name = "sandbox",
        description = "The simulated shops alone, and load as from busy systems.",
        subcommands = LoadCommand.class,
        sortOptions = false)
final class SandboxCommand extends CommandFamily {

    SandboxCommand() {
        super("Say what to do with it.");
    }

    @Command(
            name = "serve",
            description = {
                "Run the simulated shops alone, with the listings of the home folder, each showing 0; Ctrl-C stops them.",
                "A StockRelay elsewhere uses them with STOCKRELAY_SANDBOX=http://127.0.0.1:PORT."
            })
    int serve(
            @Mixin Home home,
            @Option(
                            names = "--port",
                            paramLabel = "N",
                            defaultValue = "${env:STOCKRELAY_SANDBOX_PORT:-8090}",
                            description = "Port, 0 for any free one (default: 8090).")
                    int port,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Show this help.")
                    boolean isHelpAsked) {
        if (port < 0 || port > 65_535) {
            throw misused("--port must be 0 to 65535, not " + port + ".");
        }
        var folder = home.whole();
        var server = SandboxStart.serve(port);
        Shelves.ofCatalogue(folder.catalogue()).stock(server);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "sandbox-stop"));
        var out = spec().commandLine().getOut();
        out.println("Simulated shops at " + server.address() + "; what one shows: " + server.address()
                + "/sandbox/shopify");
        out.println("How to use and to break them: docs/sandbox.md. Ctrl-C stops them.");
        out.flush();
        return StockRelayCommand.KEEPS_RUNNING;
    }
}
