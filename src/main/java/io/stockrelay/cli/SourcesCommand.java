package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sources}: how they are doing, pause and resume. */
@Command(name = "sources", description = "Show, pause and resume sources.", sortOptions = false)
final class SourcesCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean isHelpWanted;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with them.");
    }

    @Command(name = "list", description = "All sources and how they are doing.")
    int list(@Mixin Asking asking) {
        return asking.print(asking.instance().get("/api/v1/sources"), SourcesCommand::inWords);
    }

    @Command(name = "pause", description = "Take nothing from a source; what it sends waits where it is.")
    int pause(@Mixin Asking asking, @Parameters(paramLabel = "SOURCE") String source) {
        var answer = asking.instance().post("/api/v1/sources/" + Instance.encoded(source) + "/pause");
        return asking.print(answer, (told, out) -> out.println("Source " + source + " is paused."));
    }

    @Command(name = "resume", description = "Take from a source again.")
    int resume(@Mixin Asking asking, @Parameters(paramLabel = "SOURCE") String source) {
        var answer = asking.instance().post("/api/v1/sources/" + Instance.encoded(source) + "/resume");
        return asking.print(answer, (told, out) -> out.println("Source " + source + " is taken from again."));
    }

    private static void inWords(JsonNode answer, PrintWriter out) {
        var table = new Table("SOURCE", "STATE", "LAST HEARD", "LAST APPLIED", "DELIVERIES", "APPLIED", "DEAD LETTERS");
        for (JsonNode source : answer) {
            table.add(
                    Table.text(source.path("id")),
                    source.path("paused").asBoolean()
                            ? "paused by " + source.path("pausedBy").asText()
                            : "running",
                    Table.text(source.path("lastReceivedAt")),
                    Table.text(source.path("lastAppliedAt")),
                    Table.text(source.path("deliveries")),
                    Table.text(source.path("outcomes").path("applied")),
                    Table.text(source.path("outcomes").path("deadLetter")));
        }
        table.print(out, "There are no sources; config/stockrelay.yaml names them.");
    }
}
