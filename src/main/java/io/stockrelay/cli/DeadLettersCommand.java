package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deadletters}: look, replay, discard, export. */
@Command(
        name = "deadletters",
        description = "Messages that were given up: look, replay, discard, export.",
        sortOptions = false)
final class DeadLettersCommand extends CommandFamily {

    private static final String CALLS = "/api/v1/dead-letters";
    private static final int EXPORT_PAGE = 500;

    @Command(name = "list", description = "List them, the newest first; only open ones unless --state says else.")
    int list(
            @Mixin Asking asking,
            @Mixin Choice choice,
            @Option(names = "--state", defaultValue = "OPEN", description = "OPEN, REPLAYED or DISCARDED.")
                    String state,
            @Option(names = "--before", paramLabel = "ID", description = "Go on below this one.") @Nullable Long before,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many.")
                    int limit) {
        var query = choice.query().with("state", state).with("limit", limit).with("before", before);
        return asking.print(asking.instance().get(CALLS + query), DeadLetterText::list);
    }

    @Command(name = "groups", description = "Open ones by reason: what is missing, and how many wait for it.")
    int groups(@Mixin Asking asking) {
        return asking.print(asking.instance().get(CALLS + "/groups"), DeadLetterText::groups);
    }

    @Command(name = "show", description = "Show one with its message and everything that was done to it.")
    int show(@Mixin Asking asking, @Parameters(paramLabel = "ID") long id) {
        return asking.print(asking.instance().get(CALLS + "/" + id), DeadLetterText::one);
    }

    @Command(
            name = "replay",
            description =
                    "Replay at the failed step: by number, or all open ones an option finds (--all for every one).")
    int replay(
            @Mixin Asking asking,
            @Mixin Choice choice,
            @Parameters(arity = "0..*", paramLabel = "ID") @Nullable List<Long> ids,
            @Option(names = "--all", description = "Every open one.") boolean isAll,
            @Option(names = "--cancel", paramLabel = "RUN", description = "Stop a running replay.") @Nullable
                    String cancelled) {
        var instance = asking.instance();
        if (cancelled != null) {
            var answer = instance.post(CALLS + "/replays/" + Instance.encoded(cancelled) + "/cancel");
            return asking.print(answer, (told, out) -> out.println("It stops after the item it is at."));
        }
        if (ids != null && ids.size() == 1) {
            JsonNode result = instance.post(CALLS + "/" + ids.get(0) + "/replay");
            asking.print(result, DeadLetterText::result);
            return "REPLAYED".equals(result.path("verdict").asText()) ? 0 : 1;
        }
        JsonNode ended = new ReplayWatch(instance, asking)
                .toTheEnd(instance.post(CALLS + "/replays", chosen(ids, choice, isAll)));
        asking.print(ended, DeadLetterText::run);
        return "DONE".equals(ended.path("state").asText())
                        && ended.path("failed").asInt() == 0
                ? 0
                : 1;
    }

    @Command(name = "discard", description = "Give up for good, with the reason; what comes again is kept again.")
    int discard(
            @Mixin Asking asking,
            @Mixin Choice choice,
            @Parameters(arity = "0..*", paramLabel = "ID") @Nullable List<Long> ids,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        ObjectNode body = chosen(ids, choice, false).put("reason", reason);
        JsonNode answer = asking.instance().post(CALLS + "/discards", body);
        asking.print(answer, (told, out) -> {
            out.println("Discarded: " + told.path("discarded").asText());
            if (!told.path("unchanged").isEmpty()) {
                out.println("Unchanged, they were not open: " + told.path("unchanged"));
            }
        });
        return answer.path("unchanged").isEmpty() ? 0 : 1;
    }

    @Command(name = "export", description = "Print them as JSON, one a line; with --raw DIR also each message's bytes.")
    int export(
            @Mixin Asking asking,
            @Mixin Choice choice,
            @Option(names = "--state", paramLabel = "STATE", description = "OPEN, REPLAYED or DISCARDED; default all.")
                    @Nullable
                    String state,
            @Option(names = "--raw", paramLabel = "DIR", description = "Folder for the bytes, <id>.bin each.") @Nullable
                    Path raw) {
        var instance = asking.instance();
        var query = choice.query().with("limit", EXPORT_PAGE).with("state", state);
        JsonNode page = instance.get(CALLS + query);
        while (true) {
            for (JsonNode letter : page.path("items")) {
                asking.out().println(letter);
                if (raw != null) {
                    write(raw, letter, instance);
                }
            }
            asking.out().flush();
            if (!page.hasNonNull("next")) {
                return 0;
            }
            page = instance.get(CALLS + query.with("before", page.path("next").asText()));
        }
    }

    private ObjectNode chosen(@Nullable List<Long> ids, Choice choice, boolean isAll) {
        var body = JsonNodeFactory.instance.objectNode();
        if (ids != null && !ids.isEmpty()) {
            var list = body.putArray("ids");
            ids.forEach(list::add);
            return body;
        }
        ObjectNode filter = choice.filter();
        if (filter.isEmpty() && !isAll) {
            throw misused(
                    "Say which ones: by number, or by --source, --channel, --account, --cause, --step, --sku, --location, --missing.");
        }
        body.set("filter", filter);
        return body;
    }

    private static void write(Path folder, JsonNode letter, Instance instance) {
        long id = letter.path("id").asLong();
        boolean hasBytes = letter.hasNonNull("messageId");
        if (!hasBytes) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(id + ".bin"), instance.bytes(CALLS + "/" + id + "/raw"));
        } catch (IOException e) {
            throw new CommandFailed("The folder " + folder + " cannot be written: " + e.getMessage());
        }
    }
}
