package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code availability}: what is there, per location. */
@Command(name = "availability", description = "Show what is available, per SKU and location.", sortOptions = false)
final class AvailabilityCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "SKU", description = "One or more SKUs.")
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private List<String> skus;

    @Option(names = "--location", paramLabel = "L", description = "Only these locations; may be repeated.")
    private @Nullable List<String> locations;

    @Option(names = "--channel", paramLabel = "C", description = "Also what this channel was last told.")
    private @Nullable String channel;

    @Mixin
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private Asking asking;

    @Override
    public Integer call() {
        var query = JsonNodeFactory.instance.objectNode();
        var wanted = query.putArray("skus");
        skus.forEach(wanted::add);
        if (locations != null) {
            var at = query.putArray("locations");
            locations.forEach(at::add);
        }
        query.put("channel", channel);
        return asking.print(asking.instance().post("/api/v1/availability/query", query), AvailabilityCommand::inWords);
    }

    static void inWords(JsonNode answer, PrintWriter out) {
        var table = new Table(
                "SKU",
                "LOCATION",
                "ON HAND",
                "ALLOCATED",
                "HOLD",
                "DAMAGED",
                "IN TRANSIT",
                "AVAILABLE",
                "ATP",
                "STATED BY",
                "AS OF");
        for (JsonNode line : answer.path("items")) {
            table.add(
                    Table.text(line.path("sku")),
                    Table.text(line.path("location")),
                    Table.text(line.path("onHand")),
                    Table.text(line.path("allocated")),
                    Table.text(line.path("qualityHold")),
                    Table.text(line.path("damaged")),
                    Table.text(line.path("inTransit")),
                    Table.text(line.path("available")),
                    Table.text(line.path("atp")),
                    Table.text(line.path("statedBy")) + (line.path("stale").asBoolean() ? " (stale)" : ""),
                    Table.text(line.path("asOf")));
        }
        if (!answer.path("items").isEmpty()) {
            table.print(out, "");
        }
        for (JsonNode line : answer.path("items")) {
            if (line.hasNonNull("unusable")) {
                out.println("! " + line.path("sku").asText() + " at "
                        + line.path("location").asText() + ": "
                        + line.path("unusable").asText() + " are of expired or blocked lots");
            }
            for (JsonNode irregularity : line.path("irregularities")) {
                out.println("! " + line.path("sku").asText() + " at "
                        + line.path("location").asText() + ": " + irregularity.asText());
            }
            components(line, out);
        }
        for (JsonNode shown : answer.path("published")) {
            out.println("Told to the channel: " + Table.text(shown.path("units")) + " of "
                    + shown.path("sku").asText()
                    + (shown.hasNonNull("location")
                            ? " at " + shown.path("location").asText()
                            : ""));
        }
        if (!answer.path("unknown").isEmpty()) {
            var unknown = new ArrayList<String>();
            answer.path("unknown").forEach(sku -> unknown.add(sku.asText()));
            out.println("Nothing was ever recorded of: " + String.join(", ", unknown));
        }
    }

    private static void components(JsonNode line, PrintWriter out) {
        for (JsonNode component : line.path("components")) {
            out.println("  " + line.path("sku").asText() + " at "
                    + line.path("location").asText() + " takes "
                    + component.path("perKit").asText() + " of "
                    + component.path("sku").asText() + " each, "
                    + component.path("atp").asText() + " can be promised");
        }
    }
}
