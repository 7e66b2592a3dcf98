package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sources}: how they are doing, pause and resume. */
@Command(
        name = "sources",
        description = "Show, pause and resume sources; decide about held files.",
        sortOptions = false)
final class SourcesCommand extends CommandFamily {

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

    @Command(name = "runs", description = "Files of a source, the newest first.")
    int runs(@Mixin Asking asking, @Parameters(paramLabel = "SOURCE") String source) {
        return asking.print(asking.instance().get(runsOf(source)), SourcesCommand::runsInWords);
    }

    @Command(name = "approve", description = "A held file is right: apply it.")
    int approve(
            @Mixin Asking asking,
            @Parameters(paramLabel = "SOURCE") String source,
            @Parameters(paramLabel = "RUN") String run) {
        var answer = asking.instance().post(runsOf(source) + "/" + Instance.encoded(run) + "/approve");
        return asking.print(answer, (told, out) -> out.println("Run " + run + " is approved and will be applied."));
    }

    @Command(name = "reject", description = "A held file is wrong: nothing of it is applied.")
    int reject(
            @Mixin Asking asking,
            @Parameters(paramLabel = "SOURCE") String source,
            @Parameters(paramLabel = "RUN") String run,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        var body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        var answer = asking.instance().post(runsOf(source) + "/" + Instance.encoded(run) + "/reject", body);
        return asking.print(answer, (told, out) -> out.println("Run " + run + " is rejected; nothing was applied."));
    }

    private static String runsOf(String source) {
        return "/api/v1/sources/" + Instance.encoded(source) + "/runs";
    }

    private static void runsInWords(JsonNode answer, PrintWriter out) {
        var table = new Table("RUN", "FILE", "STATE", "ROWS", "STARTED", "PROBLEM");
        for (JsonNode run : answer) {
            table.add(
                    Table.text(run.path("id")),
                    Table.text(run.path("fileName")),
                    Table.text(run.path("state")),
                    Table.text(run.path("rows")),
                    Table.text(run.path("startedAt")),
                    Table.text(run.path("problem")));
        }
        table.print(out, "No file has come from it.");
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
