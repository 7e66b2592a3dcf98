package io.stockrelay.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a refused configuration kindly, without a stack trace. */
class ConfigurationRefusedAnalyzer extends AbstractFailureAnalyzer<ConfigurationRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationRefused cause) {
        long errors =
                cause.problems().stream().filter(problem -> problem.isError()).count();
        var count = errors == 1 ? "1 problem" : errors + " problems";
        return new FailureAnalysis(
                "The configuration has " + count + "; nothing was started.\n\n" + cause.getMessage(),
                "Mend them and start again. `./stockrelay check` tells the same without starting.",
                cause);
    }
}
