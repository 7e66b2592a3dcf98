package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code receipt}: what became of one message. */
@Command(name = "receipt", description = "Show what became of a webhook or message.", sortOptions = false)
final class ReceiptCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The receipt, as the answer to the webhook named it.")
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private String receipt;

    @Mixin
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private Asking asking;

    @Override
    public Integer call() {
        return asking.print(
                asking.instance().get("/api/v1/receipts/" + Instance.encoded(receipt)), ReceiptCommand::inWords);
    }

    private static void inWords(JsonNode answer, PrintWriter out) {
        out.println("From " + answer.path("source").asText() + ", received "
                + answer.path("receivedAt").asText());
        var table = new Table("EVENT", "OUTCOME", "DETAIL");
        for (JsonNode event : answer.path("events")) {
            table.add(
                    Table.text(event.path("id")), Table.text(event.path("outcome")), Table.text(event.path("detail")));
        }
        table.print(out, "It held no event.");
    }
}
