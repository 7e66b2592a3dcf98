package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code explain}: every term of a number, from what was stated to what a channel shows. */
@Command(
        name = "explain",
        description = "Explain a SKU's figures, and with --channel every term of the number the channel shows.",
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {

    private static final int LAST_EVENTS = 5;

    @Parameters(paramLabel = "SKU", description = "The SKU.")
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private String sku;

    @Option(names = "--channel", paramLabel = "C", description = "The channel whose number is asked about.")
    private @Nullable String channel;

    @Mixin
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private Asking asking;

    @Override
    public Integer call() {
        var instance = asking.instance();
        String encoded = Instance.encoded(sku);
        var answer = JsonNodeFactory.instance.objectNode();
        if (channel != null) {
            answer.set(
                    "explanations",
                    instance.get("/api/v1/channels/" + Instance.encoded(channel) + "/explain?sku=" + encoded));
        }
        answer.set("availability", instance.get("/api/v1/availability?sku=" + encoded));
        answer.set("timeline", instance.get("/api/v1/skus/" + encoded + "/timeline?limit=" + LAST_EVENTS));
        return asking.print(answer, this::inWords);
    }

    private void inWords(JsonNode answer, PrintWriter out) {
        for (JsonNode explanation : answer.path("explanations")) {
            ExplainText.print(explanation, out);
            out.println();
        }
        out.println("Positions");
        AvailabilityCommand.inWords(answer.path("availability"), out);
        out.println();
        out.println("Last events, the newest first");
        var table = new Table("AT", "SOURCE", "EVENT", "TYPE", "LOCATION", "CHANGE", "OUTCOME", "REASON");
        for (JsonNode event : answer.path("timeline").path("items")) {
            table.add(
                    Table.text(event.path("at")),
                    Table.text(event.path("source")),
                    Table.text(event.path("event")),
                    Table.text(event.path("type")),
                    Table.text(event.path("location")),
                    change(event),
                    Table.text(event.path("outcome")),
                    Table.text(event.path("reason")));
        }
        boolean isKit = answer.path("availability").path("items").path(0).has("components");
        table.print(
                out,
                isKit
                        ? sku + " is a kit: what happens to it is recorded of its components."
                        : "Nothing was ever recorded of " + sku + ".");
    }

    private static String change(JsonNode event) {
        JsonNode granted = event.path("allocation").path("granted");
        if (!granted.isMissingNode()) {
            return "set aside for " + event.path("allocation").path("account").asText() + ": "
                    + granted.path("before").asText() + " to "
                    + granted.path("after").asText();
        }
        return ExplainText.units(event.path("stated").isEmpty() ? event.path("changes") : event.path("stated"));
    }
}
