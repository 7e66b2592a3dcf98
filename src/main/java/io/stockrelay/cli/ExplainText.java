package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says an explanation in plain words, one term a line. */
final class ExplainText {

    private static final int WIDTH = 9;

    private ExplainText() {}

    static void print(JsonNode told, PrintWriter out) {
        JsonNode now = told.path("now");
        String location =
                now.hasNonNull("location") ? " at " + now.path("location").asText() : "";
        out.println(now.path("channel").asText() + " shows " + confirmed(told) + " of "
                + now.path("sku").asText() + location
                + "; computed now: " + now.path("number").asText()
                + (told.path("open").asBoolean(true)
                        ? ""
                        : "  (not published: not every location of its pool was ever stated)"));
        for (JsonNode term : now.path("pool")) {
            pool(term, out);
        }
        kits(now.path("pool"), out);
        for (JsonNode step : now.path("steps")) {
            line(out, step.path("after"), words(step) + rule(step));
        }
        line(
                out,
                now.path("number"),
                "the number, by configuration " + now.path("generation").asText());
        inFlight(told, out);
    }

    private static void inFlight(JsonNode told, PrintWriter out) {
        if (told.hasNonNull("inFlightSince")) {
            out.println("In flight since " + Table.text(told.path("inFlightSince"))
                    + (told.hasNonNull("inFlightStays")
                            ? ": " + told.path("inFlightStays").asText()
                            : ": its order, a poll of the orders or a person ends it"));
        }
        var ended = told.path("inFlightEnded");
        if (ended.isObject()) {
            out.println(ended.path("units").asText() + " in flight ended " + Table.text(ended.path("at")) + " by "
                    + ended.path("by").asText());
        }
    }

    /** {@code ON_HAND -3} for a change, one state after the other. */
    static String units(JsonNode states) {
        return states.properties().stream()
                .map(state -> state.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                        + state.getValue().asText())
                .collect(Collectors.joining(", "));
    }

    private static String confirmed(JsonNode told) {
        return told.hasNonNull("confirmed")
                ? told.path("confirmed").asText() + " (confirmed " + Table.text(told.path("confirmedAt")) + ")"
                : "nothing yet";
    }

    private static void pool(JsonNode term, PrintWriter out) {
        String place = term.path("location").asText();
        String what = term.hasNonNull("component") ? term.path("component").asText() + " " : "";
        line(
                out,
                term.path("available"),
                "available " + what + "at " + place + ": on hand "
                        + term.path("onHand").asText() + " - allocated "
                        + term.path("allocated").asText() + " - on hold "
                        + term.path("qualityHold").asText()
                        + " - damaged " + term.path("damaged").asText()
                        + (term.hasNonNull("unusable")
                                ? " - of expired or blocked lots "
                                        + term.path("unusable").asText()
                                : "")
                        + ", stated as of "
                        + Table.text(term.path("asOf")));
        line(
                out,
                term.path("counted"),
                "counted of it: less safety stock " + term.path("safetyStock").asText()
                        + (term.hasNonNull("setAside")
                                ? " and " + term.path("setAside").asText() + " set aside for accounts"
                                : "")
                        + ", never below 0" + rule(term));
    }

    /** The division and the least of it are shown, because the stored terms hold only what goes into them. */
    private static void kits(JsonNode pool, PrintWriter out) {
        var byPlace = new LinkedHashMap<String, Long>();
        for (JsonNode term : pool) {
            if (term.hasNonNull("component")) {
                long made = term.path("counted").asLong() / term.path("perKit").asLong(1);
                byPlace.merge(term.path("location").asText(), made, Math::min);
                line(
                        out,
                        JsonNodeFactory.instance.numberNode(made),
                        "kits from " + term.path("component").asText() + " at "
                                + term.path("location").asText() + ", "
                                + term.path("perKit").asText() + " in each, rounded down");
            }
        }
        byPlace.forEach((place, made) -> line(
                out,
                JsonNodeFactory.instance.numberNode(made),
                "kits at " + place + ": as many as the scarcest component makes"));
    }

    private static String words(JsonNode step) {
        String units = step.path("units").asText();
        return switch (step.path("kind").asText()) {
            case "SHARE" -> "share of " + step.path("percent").asText() + " %, rounded down";
            case "BUFFER" ->
                step.hasNonNull("percent")
                        ? "less a buffer of " + step.path("percent").asText() + " %, rounded up"
                        : "less a buffer of " + units;
            case "STOP_AT" -> "stops at " + units + ": that or less is shown as 0";
            case "CAP" -> "never more than " + units;
            case "IN_FLIGHT" -> "less " + units + " sold there whose order has not arrived";
            default -> step.path("kind").asText().toLowerCase(Locale.ROOT);
        };
    }

    private static String rule(JsonNode term) {
        if (!term.hasNonNull("rule")) {
            return "";
        }
        return "  [" + term.path("rule").asText()
                + (term.hasNonNull("line") ? ", " + term.path("line").asText() : "") + "]";
    }

    private static void line(PrintWriter out, JsonNode number, String words) {
        String text = Table.text(number);
        out.println(" ".repeat(Math.max(1, WIDTH - text.length())) + text + "  " + words);
    }
}
