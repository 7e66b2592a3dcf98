package io.stockrelay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockrelay.sandbox.load.WebhookSigner;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.SourceSettings.Webhook;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code send}: plays an ERP, a WMS or a file source with one file, so that trying things needs no other tool. */
@Command(
        name = "send",
        description = "Send a file to the running instance as a source would: webhook, message or SFTP.",
        sortOptions = false)
final class SendCommand extends CommandFamily {

    private static final long BYTES_MAX = 20L << 20;

    SendCommand() {
        super("Say how to send it.");
    }

    @Command(name = "webhook", description = "POST a file to /webhooks/SOURCE, signed with the configured secret.")
    int webhook(
            @Mixin Asking asking,
            @Mixin Home home,
            @Parameters(paramLabel = "SOURCE", description = "Such as erp.") String source,
            @Parameters(paramLabel = "FILE", description = "JSON or XML.") Path file,
            @Option(
                            names = "--id",
                            paramLabel = "ID",
                            description = "The webhook's id (default: a new one). Events have ids of their own.")
                    @Nullable
                    String id) {
        byte[] content = content(file);
        String secret = secret(home, source);
        String webhookId = id == null ? "msg_" + UUID.randomUUID() : id;
        long now = Clock.systemUTC().instant().getEpochSecond();
        String body = new String(content, StandardCharsets.UTF_8);
        var headers = Map.of(
                "Content-Type",
                body.stripLeading().startsWith("<") ? "application/xml" : "application/json",
                "webhook-id",
                webhookId,
                "webhook-timestamp",
                Long.toString(now),
                "webhook-signature",
                new WebhookSigner(secret).sign(webhookId, now, body));
        JsonNode answer = asking.instance().postRaw("/webhooks/" + Instance.encoded(source), content, headers);
        return asking.print(answer, SendCommand::acceptedInWords);
    }

    private static void acceptedInWords(JsonNode answer, PrintWriter out) {
        String outcomes = answer.path("outcomes").properties().stream()
                .filter(outcome -> outcome.getValue().asLong() > 0)
                .map(outcome -> outcome.getValue().asText() + " " + outcome.getKey())
                .collect(Collectors.joining(", "));
        out.println("Accepted: " + (outcomes.isEmpty() ? "stored, to be worked off" : outcomes));
        out.println("Receipt " + answer.path("receipt").asText() + "; each event: ./stockrelay receipt "
                + answer.path("receipt").asText());
    }

    @Command(name = "message", description = "Send a file to a JMS queue of the embedded ActiveMQ.")
    int message(
            @Mixin Asking asking,
            @Parameters(paramLabel = "QUEUE", description = "Such as wms.inventory; routes/sources/ names them.")
                    String queue,
            @Parameters(paramLabel = "FILE", description = "JSON or XML.") Path file,
            @Option(
                            names = "--group",
                            paramLabel = "GROUP",
                            defaultValue = "",
                            description = "Message group: those of one group keep their order.")
                    String group)
            throws JMSException {
        byte[] content = content(file);
        try (var sender = asking.running().queue(queue)) {
            sender.line().send(content, group);
        }
        asking.out().println("Stored by the broker in queue " + queue + ", " + content.length + " bytes.");
        asking.out().println("What became of it: ./stockrelay sources list, and ./stockrelay deadletters list");
        asking.out().flush();
        return 0;
    }

    @Command(
            name = "file",
            description = "Upload a file by SFTP into the folder `in` of SOURCE and wait for its result.")
    int file(
            @Mixin Asking asking,
            @Parameters(paramLabel = "SOURCE", description = "Such as threepl.") String source,
            @Parameters(paramLabel = "FILE", description = "As its mapping reads it.") Path file)
            throws IOException {
        content(file);
        return new FileSending(asking, source).send(file, String.valueOf(file.getFileName()));
    }

    private static byte[] content(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new CommandFailed(
                        file
                                + " has more than 20 MB.\n  Nothing was sent.\n  Send it in parts, or with a tool of your own.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailed("The file " + file + " cannot be read"
                    + (Files.exists(file) ? "." : ": there is none.") + "\n  Nothing was sent.");
        }
    }

    private static String secret(Home home, String source) {
        var settings = home.settings();
        var known = settings.sources().stream()
                .filter(one -> one.webhook() != null)
                .map(one -> one.id().value())
                .collect(Collectors.joining(", "));
        Webhook webhook = settings.sources().stream()
                .filter(one -> one.id().equals(sourceId(source)))
                .map(one -> one.webhook())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new CommandFailed("The source '" + source
                        + "' has no webhook in config/stockrelay.yaml.\n  Nothing was sent.\n  Those that have one: "
                        + known));
        if (webhook.scheme() != Webhook.Scheme.STANDARD) {
            throw new CommandFailed("The source '" + source
                    + "' signs in a way of its own; this command signs by Standard Webhooks only.\n  Nothing was sent.\n"
                    + "  docs/sources.md shows how to send with curl.");
        }
        return webhook.secrets().get(0);
    }

    private static SourceId sourceId(String text) {
        try {
            return new SourceId(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("'" + text + "' cannot name a source.\n  Nothing was sent.");
        }
    }
}
