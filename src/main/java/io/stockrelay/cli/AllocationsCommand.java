package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code allocations}: stock set aside for accounts. */
@Command(
        name = "allocations",
        description = "Stock set aside for accounts: look, set, move, release.",
        sortOptions = false)
final class AllocationsCommand extends CommandFamily {

    private static final String CALLS = "/api/v1/allocations";

    @Command(name = "list", description = "What is set aside, for whom and where.")
    int list(
            @Mixin Asking asking,
            @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only for this one.") @Nullable
                    String account,
            @Option(names = "--sku", paramLabel = "SKU", description = "Only of this one.") @Nullable String sku,
            @Option(names = "--location", paramLabel = "LOCATION", description = "Only at this one.") @Nullable
                    String location,
            @Option(names = "--after", paramLabel = "PLACE", description = "Go on behind this one.") @Nullable
                    String after,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "At most so many.")
                    int limit) {
        var query = new Query()
                .with("account", account)
                .with("sku", sku)
                .with("location", location)
                .with("after", after)
                .with("limit", limit);
        return asking.print(asking.instance().get(CALLS + query), AllocationsCommand::inWords);
    }

    @Command(name = "history", description = "Every change of one, the newest first.")
    int history(
            @Mixin Asking asking,
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Parameters(paramLabel = "LOCATION") String location,
            @Parameters(paramLabel = "SKU") String sku) {
        var answer = asking.instance().get(path(account, location, sku) + "/history");
        return asking.print(answer, AllocationsCommand::historyInWords);
    }

    @Command(name = "set", description = "Set so much aside in all; what orders took of it counts against it.")
    int set(
            @Mixin Asking asking,
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Parameters(paramLabel = "LOCATION") String location,
            @Parameters(paramLabel = "SKU") String sku,
            @Parameters(paramLabel = "QUANTITY") String quantity,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        var body =
                JsonNodeFactory.instance.objectNode().put("quantity", quantity).put("reason", reason);
        var answer = asking.instance().put(path(account, location, sku), body);
        return asking.print(answer, (told, out) -> table().add(cells(told)).print(out, ""));
    }

    @Command(name = "release", description = "Give everybody what is not consumed.")
    int release(
            @Mixin Asking asking,
            @Parameters(paramLabel = "ACCOUNT") String account,
            @Parameters(paramLabel = "LOCATION") String location,
            @Parameters(paramLabel = "SKU") String sku,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        var body = JsonNodeFactory.instance.objectNode().put("reason", reason);
        var answer = asking.instance().post(path(account, location, sku) + "/release", body);
        return asking.print(answer, (told, out) -> table().add(cells(told)).print(out, ""));
    }

    @Command(name = "move", description = "Move what is not consumed to another account; once for each id.")
    int move(
            @Mixin Asking asking,
            @Parameters(paramLabel = "FROM") String from,
            @Parameters(paramLabel = "TO") String to,
            @Parameters(paramLabel = "LOCATION") String location,
            @Parameters(paramLabel = "SKU") String sku,
            @Parameters(paramLabel = "QUANTITY") String quantity,
            @Option(names = "--id", required = true, paramLabel = "ID", description = "Your own id of this move.")
                    String id,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("from", from)
                .put("to", to)
                .put("location", location)
                .put("sku", sku)
                .put("quantity", quantity)
                .put("reason", reason);
        return asking.print(asking.instance().post(CALLS + "/reallocate", body), (told, out) -> {
            var table = table();
            told.forEach(one -> table.add(cells(one)));
            table.print(out, "");
        });
    }

    private static String path(String account, String location, String sku) {
        return CALLS + "/" + Instance.encoded(account) + "/" + Instance.encoded(location) + "/" + Instance.encoded(sku);
    }

    private static Table table() {
        return new Table("ACCOUNT", "SKU", "LOCATION", "GRANTED", "TAKEN", "UNCONSUMED", "VERSION", "CHANGED");
    }

    private static String[] cells(JsonNode told) {
        return new String[] {
            Table.text(told.path("account")),
            Table.text(told.path("sku")),
            Table.text(told.path("location")),
            Table.text(told.path("granted")),
            Table.text(told.path("taken")),
            Table.text(told.path("unconsumed")),
            Table.text(told.path("version")),
            Table.text(told.path("changedAt"))
        };
    }

    private static void inWords(JsonNode answer, PrintWriter out) {
        var table = table();
        answer.path("items").forEach(one -> table.add(cells(one)));
        table.print(out, "Nothing is set aside.");
        Table.more(out, answer, "--after");
    }

    private static void historyInWords(JsonNode answer, PrintWriter out) {
        var table = new Table("AT", "VERSION", "WHAT", "BEFORE", "AFTER", "BY", "REASON");
        for (JsonNode change : answer.path("items")) {
            table.add(
                    Table.text(change.path("at")),
                    Table.text(change.path("version")),
                    Table.text(change.path("kind")),
                    Table.text(change.path("before")),
                    Table.text(change.path("after")),
                    Table.text(change.path("actor")),
                    Table.text(change.path("reason")));
        }
        table.print(out, "It was never set.");
    }
}
