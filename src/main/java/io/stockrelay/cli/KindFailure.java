package io.stockrelay.cli;

import io.stockrelay.platform.StartRefused;
import io.stockrelay.settings.ConfigurationRefused;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.springframework.boot.web.server.PortInUseException;

/** Turns a failure into words for the person at the terminal: no stack trace for a mistake of theirs. */
final class KindFailure {

    private static final int CAUSES_MAX = 50;

    private KindFailure() {}

    static String of(Throwable failure) {
        var cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof CommandFailed failed) {
                return String.valueOf(failed.getMessage());
            }
            if (cause instanceof StartRefused refused) {
                return String.valueOf(refused.getMessage());
            }
            if (cause instanceof ConfigurationRefused refused) {
                return refused.told();
            }
            if (cause instanceof PortInUseException taken) {
                return "Port " + taken.getPort() + " for HTTP is taken by another program.\n"
                        + "  StockRelay was not started.\n"
                        + "  Choose another with --port N (0 means any free port), or stop the other program.";
            }
            cause = cause.getCause();
        }
        return unforeseen(failure);
    }

    private static String unforeseen(Throwable failure) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "StockRelay failed in a way it did not foresee; please report the following.\n" + trace;
    }
}
