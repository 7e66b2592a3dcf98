package io.stockrelay.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a refused configuration kindly, without a stack trace. */
class ConfigurationRefusedAnalyzer extends AbstractFailureAnalyzer<ConfigurationRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationRefused cause) {
        return new FailureAnalysis(cause.told(), ConfigurationRefused.NEXT, cause);
    }
}
