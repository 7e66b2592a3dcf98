package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code channels}: how they are doing, pause and resume. */
@Command(name = "channels", description = "Show, pause and resume channels.", sortOptions = false)
final class ChannelsCommand extends CommandFamily {

    @Command(name = "list", description = "All channels and how they are doing.")
    int list(@Mixin Asking asking) {
        return asking.print(asking.instance().get("/api/v1/channels"), ChannelsCommand::inWords);
    }

    @Command(name = "pause", description = "Tell a channel nothing; changes wait and are coalesced.")
    int pause(@Mixin Asking asking, @Parameters(paramLabel = "CHANNEL") String channel) {
        var answer = asking.instance().post("/api/v1/channels/" + Instance.encoded(channel) + "/pause");
        return asking.print(answer, (told, out) -> out.println("Channel " + channel + " is paused."));
    }

    @Command(name = "resume", description = "Tell a channel what has changed, and go on.")
    int resume(@Mixin Asking asking, @Parameters(paramLabel = "CHANNEL") String channel) {
        var answer = asking.instance().post("/api/v1/channels/" + Instance.encoded(channel) + "/resume");
        return asking.print(answer, (told, out) -> out.println("Channel " + channel + " is told of changes again."));
    }

    private static void inWords(JsonNode answer, PrintWriter out) {
        var table = new Table("CHANNEL", "STATE", "LISTINGS", "PENDING", "FAILED", "LAST CONFIRMED", "BLOCKED UNTIL");
        for (JsonNode channel : answer) {
            table.add(
                    Table.text(channel.path("id")),
                    channel.path("paused").asBoolean() ? "paused" : "running",
                    Table.text(channel.path("listings")),
                    Table.text(channel.path("pending")),
                    Table.text(channel.path("failed")),
                    Table.text(channel.path("lastConfirmedAt")),
                    Table.text(channel.path("blockedUntil")));
        }
        table.print(out, "There are no channels; config/stockrelay.yaml names them.");
    }
}
