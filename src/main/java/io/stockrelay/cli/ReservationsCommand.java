package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reservations}: what is promised to an account or channel. */
@Command(name = "reservations", description = "Promises: list them, look at one, give it up.", sortOptions = false)
final class ReservationsCommand extends CommandFamily {

    private static final String CALLS = "/api/v1/reservations";

    /** Who it is promised to: an id is unique for an account, a channel or a source only. */
    static class Party {

        @Option(names = "--account", paramLabel = "ACCOUNT", required = true, description = "Of this account.")
        private @Nullable String account;

        @Option(names = "--channel", paramLabel = "CHANNEL", required = true, description = "Of this channel.")
        private @Nullable String channel;

        Query query() {
            return new Query().with("account", account).with("channel", channel);
        }

        String path(String id, String call) {
            return CALLS + "/" + Instance.encoded(id) + call + query();
        }
    }

    /** Whose it is, where it is only looked at: what a source accepted itself is changed there. */
    static final class Owner extends Party {

        @Option(
                names = "--source",
                paramLabel = "SOURCE",
                required = true,
                description = "Of this source, which accepted the order itself.")
        private @Nullable String source;

        @Override
        Query query() {
            return super.query().with("source", source);
        }
    }

    @Command(name = "list", description = "List them by whose they are, then by id.")
    int list(
            @Mixin Asking asking,
            @ArgGroup(multiplicity = "0..1") @Nullable Owner owner,
            @Option(
                            names = "--reference",
                            paramLabel = "NUMBER",
                            description = "Only the order with this number where it ships, or with it as a second one.")
                    @Nullable
                    String reference,
            @Option(names = "--sku", paramLabel = "SKU", description = "Only what takes of this one.") @Nullable
                    String sku,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            description = "Only these: pending, confirmed, partly-dispatched, dispatched, cancelled,"
                                    + " expired or failed.")
                    @Nullable
                    String state,
            @Option(
                            names = "--expiring-before",
                            paramLabel = "TIME",
                            description = "Only pending ones that end before then, such as 2026-11-21T09:15:02Z.")
                    @Nullable
                    String expiringBefore,
            @Option(names = "--after", paramLabel = "PLACE", description = "Go on behind this one.") @Nullable
                    String after,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many.")
                    int limit) {
        var query = (owner == null ? new Query() : owner.query())
                .with("reference", reference)
                .with("sku", sku)
                .with("state", state)
                .with("expiringBefore", expiringBefore)
                .with("after", after)
                .with("limit", limit);
        return asking.print(asking.instance().get(CALLS + query), ReservationsCommand::listInWords);
    }

    @Command(name = "show", description = "Show one as it is now, line by line.")
    int show(
            @Mixin Asking asking,
            @ArgGroup(multiplicity = "1") Owner owner,
            @Parameters(paramLabel = "ID", description = "Its caller's own id, or another number of it.") String id) {
        return asking.print(asking.instance().get(owner.path(id, "")), ReservationsCommand::inWords);
    }

    @Command(name = "history", description = "Every step of its life, with who and when.")
    int history(
            @Mixin Asking asking,
            @ArgGroup(multiplicity = "1") Owner owner,
            @Parameters(paramLabel = "ID", description = "Its caller's own id, or another number of it.") String id) {
        return asking.print(asking.instance().get(owner.path(id, "/history")), ReservationsCommand::historyInWords);
    }

    @Command(name = "cancel", description = "Give up what has not left: all of it, or the lines named.")
    int cancel(
            @Mixin Asking asking,
            @ArgGroup(multiplicity = "1") Party party,
            @Parameters(index = "0", paramLabel = "ID", description = "Its caller's own id, or another number of it.")
                    String id,
            @Option(names = "--line", paramLabel = "LINE", description = "Only this one; may be repeated.") @Nullable
                    List<String> lines) {
        var body = JsonNodeFactory.instance.objectNode();
        if (lines != null) {
            var named = body.putArray("lines");
            lines.forEach(named::add);
        }
        return asking.print(asking.instance().post(party.path(id, "/cancel"), body), ReservationsCommand::inWords);
    }

    private static void inWords(JsonNode told, PrintWriter out) {
        out.println(told.path("id").asText()
                + (told.hasNonNull("askedAs") ? " (" + told.path("askedAs").asText() + " is another number of it)" : "")
                + " of " + owner(told) + ": "
                + told.path("state").asText() + ", version "
                + told.path("version").asText()
                + (told.hasNonNull("expiresAt")
                        ? ", until " + told.path("expiresAt").asText()
                        : "")
                + "; ships under " + told.at("/reference/number").asText());
        var table = new Table("LINE", "SKU", "REQUESTED", "PROMISED", "OPEN", "TAKES", "AT", "UNITS", "SET ASIDE");
        for (JsonNode line : told.path("lines")) {
            for (JsonNode part : line.path("parts")) {
                table.add(
                        Table.text(line.path("line")),
                        Table.text(line.path("sku")),
                        Table.text(line.path("requested")),
                        Table.text(line.path("promised")),
                        Table.text(line.path("open")),
                        Table.text(part.path("sku")),
                        Table.text(part.path("location")),
                        Table.text(part.path("reserved")),
                        Table.text(part.path("setAside")));
            }
        }
        table.print(out, "It has no lines.");
    }

    private static String owner(JsonNode told) {
        return Stream.of("account", "channel", "source")
                .filter(told::hasNonNull)
                .map(kind -> kind + " " + told.path(kind).asText())
                .findFirst()
                .orElse("nobody");
    }

    private static void listInWords(JsonNode answer, PrintWriter out) {
        var table = new Table("ID", "OF", "STATE", "VERSION", "SHIPS UNDER", "LINES", "UNTIL", "CHANGED");
        for (JsonNode one : answer.path("items")) {
            table.add(
                    Table.text(one.path("id")),
                    owner(one),
                    Table.text(one.path("state")),
                    Table.text(one.path("version")),
                    Table.text(one.at("/reference/number")),
                    Table.text(one.path("lineCount")),
                    Table.text(one.path("expiresAt")),
                    Table.text(one.path("changedAt")));
        }
        table.print(out, "Nothing is promised.");
        table.more(out, answer, "--after");
    }

    private static void historyInWords(JsonNode told, PrintWriter out) {
        var table = new Table("AT", "UNDER", "VERSION", "STATE", "BY", "WHAT");
        for (JsonNode step : told) {
            table.add(
                    Table.text(step.path("at")),
                    Table.text(step.path("id")),
                    Table.text(step.path("version")),
                    Table.text(step.path("state")),
                    Table.text(step.path("actor")),
                    Table.text(step.path("what")));
        }
        table.print(out, "Nothing ever happened to it.");
    }
}
