package io.stockrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.platform.StartRefused;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StockRelayCommandTest {

    private final StringWriter printed = new StringWriter();

    @Test
    void no_command_is_wrong_usage() {
        assertThat(execute()).isEqualTo(2);
        assertThat(printed.toString()).contains("A command is missing").contains("run");
    }

    @Test
    void an_unknown_command_is_wrong_usage_and_is_named() {
        assertThat(execute("rum")).isEqualTo(2);
        assertThat(printed.toString()).contains("rum").contains("run").doesNotContain("\tat ");
    }

    @Test
    void a_port_that_is_no_number_is_wrong_usage_and_is_named() {
        assertThat(execute("run", "--port", "many")).isEqualTo(2);
        assertThat(printed.toString()).contains("--port").contains("many").doesNotContain("\tat ");
    }

    @Test
    void help_is_success() {
        assertThat(execute("--help")).isZero();
        assertThat(execute("run", "--help")).isZero();
        assertThat(printed.toString()).contains("--no-sandbox").contains("--set");
    }

    @Test
    void the_versions_are_told() {
        assertThat(execute("--version")).isZero();
        assertThat(printed.toString()).startsWith("StockRelay ").contains("Java " + System.getProperty("java.version"));
    }

    @Test
    void a_mistake_to_mend_is_told_without_a_stack_trace_however_deep_it_lies() {
        var failure = new IllegalStateException("bean", new StartRefused("Happened.", "Not done.", "Do this."));

        assertThat(KindFailure.of(failure)).isEqualTo("Happened.\n  Not done.\n  Do this.");
        assertThat(KindFailure.of(new IllegalStateException("a bug"))).contains("\tat ");
    }

    private int execute(String... args) {
        return StockRelayCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(printed, true))
                .execute(args);
    }
}
