package io.stockrelay.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing by itself: the one behind it says what to do. */
abstract class CommandFamily implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean isHelpWanted;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private CommandSpec spec;

    private final String wanted;

    /** @param wanted what to say to whoever names nothing behind it */
    CommandFamily(String wanted) {
        this.wanted = wanted;
    }

    CommandFamily() {
        this("Say what to do with them.");
    }

    @Override
    public void run() {
        throw misused(wanted);
    }

    ParameterException misused(String words) {
        return new ParameterException(spec.commandLine(), words);
    }

    CommandSpec spec() {
        return spec;
    }
}
