package io.stockrelay;

import io.stockrelay.cli.StockRelayCommand;

/** The program's entry: hands its arguments to the command line. */
public final class StockRelay {

    private StockRelay() {}

    public static void main(String[] args) {
        var exitCode = StockRelayCommand.execute(args);
        if (exitCode != StockRelayCommand.KEEPS_RUNNING) {
            System.exit(exitCode);
        }
    }
}
