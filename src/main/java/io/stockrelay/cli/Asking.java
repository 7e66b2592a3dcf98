package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands share that ask the running instance. */
final class Asking {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:STOCKRELAY_DATA:-./data}",
            description = "Data folder of the running instance (default: ./data).")
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private Path data;

    @Option(names = "--json", description = "Print JSON, for machines.")
    private boolean isJsonWanted;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean isHelpWanted;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private CommandSpec command;

    Instance instance() {
        return Instance.of(data);
    }

    Running running() {
        return Instance.running(data);
    }

    boolean isJsonWanted() {
        return isJsonWanted;
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** The answer as it is for machines, or in words for people. */
    int print(JsonNode answer, BiConsumer<JsonNode, PrintWriter> words) {
        var out = out();
        if (isJsonWanted) {
            out.println(answer.toPrettyString());
        } else {
            words.accept(answer, out);
        }
        out.flush();
        return 0;
    }
}
