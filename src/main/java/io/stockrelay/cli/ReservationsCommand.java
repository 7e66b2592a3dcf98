package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reservations}: what is promised to an account or channel. */
@Command(name = "reservations", description = "Promises: look at one, give it up.", sortOptions = false)
final class ReservationsCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean isHelpWanted;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private CommandSpec spec;

    /** Whose reservation it is: an id is unique for an account or a channel only. */
    static final class Party {

        @Option(names = "--account", paramLabel = "ACCOUNT", required = true, description = "Of this account.")
        @Nullable
        String account;

        @Option(names = "--channel", paramLabel = "CHANNEL", required = true, description = "Of this channel.")
        @Nullable
        String channel;

        String path(String id, String call) {
            return "/api/v1/reservations/" + Instance.encoded(id) + call
                    + (account == null
                            ? "?channel=" + Instance.encoded(String.valueOf(channel))
                            : "?account=" + Instance.encoded(account));
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with them.");
    }

    @Command(name = "show", description = "Show one as it is now, line by line.")
    int show(
            @Mixin Asking asking,
            @ArgGroup(multiplicity = "1") Party party,
            @Parameters(paramLabel = "ID", description = "Its caller's own id.") String id) {
        return asking.print(asking.instance().get(party.path(id, "")), ReservationsCommand::inWords);
    }

    @Command(name = "history", description = "Every step of its life, with who and when.")
    int history(
            @Mixin Asking asking,
            @ArgGroup(multiplicity = "1") Party party,
            @Parameters(paramLabel = "ID", description = "Its caller's own id.") String id) {
        return asking.print(asking.instance().get(party.path(id, "/history")), ReservationsCommand::historyInWords);
    }

    @Command(name = "cancel", description = "Give up what has not left: all of it, or the lines named.")
    int cancel(
            @Mixin Asking asking,
            @ArgGroup(multiplicity = "1") Party party,
            @Parameters(index = "0", paramLabel = "ID", description = "Its caller's own id.") String id,
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
        var whose = told.hasNonNull("account")
                ? "account " + told.path("account").asText()
                : "channel " + told.path("channel").asText();
        out.println(told.path("id").asText() + " of " + whose + ": "
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

    private static void historyInWords(JsonNode told, PrintWriter out) {
        var table = new Table("AT", "VERSION", "STATE", "BY", "WHAT");
        for (JsonNode step : told) {
            table.add(
                    Table.text(step.path("at")),
                    Table.text(step.path("version")),
                    Table.text(step.path("state")),
                    Table.text(step.path("actor")),
                    Table.text(step.path("what")));
        }
        table.print(out, "Nothing ever happened to it.");
    }
}
