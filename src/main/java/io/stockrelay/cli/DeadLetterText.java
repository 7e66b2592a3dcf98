package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Dead letters in words. */
final class DeadLetterText {

    private DeadLetterText() {}

    static void list(JsonNode page, PrintWriter out) {
        var table = new Table("ID", "FROM/TO", "STEP", "CLASS", "EVENT", "SKU", "TRIES", "LAST", "WHAT HAPPENED");
        for (JsonNode letter : page.path("items")) {
            table.add(
                    Table.text(letter.path("id")),
                    Table.text(letter.path("party")),
                    Table.text(letter.path("step")),
                    Table.text(letter.path("cause")),
                    Table.text(letter.path("eventId")),
                    letter.hasNonNull("listingName")
                            ? letter.path("listingName").asText()
                            : Table.text(letter.path("sku")),
                    Table.text(letter.path("attempts")),
                    Table.text(letter.path("lastAt")),
                    Table.text(letter.path("message")));
        }
        table.print(out, "No dead letters.");
        Table.more(out, page, "--before");
    }

    static void groups(JsonNode groups, PrintWriter out) {
        var table = new Table("COUNT", "FROM/TO", "STEP", "CLASS", "MISSING", "FOR EXAMPLE");
        for (JsonNode group : groups) {
            table.add(
                    Table.text(group.path("count")),
                    Table.text(group.path("party")),
                    Table.text(group.path("step")),
                    Table.text(group.path("cause")),
                    Table.text(group.path("missing")),
                    Table.text(group.path("example")));
        }
        table.print(out, "No open dead letters.");
        if (!groups.isEmpty()) {
            String missing = printable(Table.text(groups.path(0).path("missing")));
            out.println("Once what is missing exists: ./stockrelay deadletters replay --missing \""
                    + ("-".equals(missing) ? "TEXT" : missing.replaceAll("[\"$`\\\\]", "\\\\$0")) + "\"");
        }
    }

    static void one(JsonNode told, PrintWriter out) {
        JsonNode letter = told.path("deadLetter");
        letter.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                out.println(field.getKey() + ": " + printable(field.getValue().asText()));
            }
        });
        JsonNode message = told.path("message");
        if (!message.isNull() && !message.isMissingNode()) {
            out.println();
            out.println("Message of " + message.path("bytes").asText() + " bytes, "
                    + Table.text(message.path("contentType")) + ", headers " + message.path("headers"));
            out.println(
                    message.hasNonNull("text")
                            ? printable(message.path("text").asText())
                            : "(no UTF-8 text: use export --raw)");
        }
        out.println();
        var trail = new Table("AT", "BY", "WHAT", "RESULT");
        for (JsonNode entry : told.path("trail")) {
            trail.add(
                    Table.text(entry.path("at")),
                    Table.text(entry.path("actor")),
                    Table.text(entry.path("action")),
                    Table.text(entry.path("result")));
        }
        trail.print(out, "Nothing was done to it.");
    }

    /** What somebody sent must not steer the terminal of whoever reads it. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }

    static void result(JsonNode result, PrintWriter out) {
        String verdict = result.path("verdict").asText();
        out.println(("REPLAYED".equals(verdict) ? "Replayed: " : "Failed again, it is still open: ")
                + result.path("detail").asText());
    }

    static void run(JsonNode run, PrintWriter out) {
        out.println(run.path("state").asText() + ": " + run.path("replayed").asText() + " replayed, "
                + run.path("failed").asText() + " failed again, of "
                + run.path("total").asText()
                + (run.path("note").asText().isEmpty()
                        ? ""
                        : " (" + run.path("note").asText() + ")"));
    }
}
