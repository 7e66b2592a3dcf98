package io.stockrelay.cli;

import io.stockrelay.sandbox.load.LoadPlan;
import io.stockrelay.sandbox.load.QueueLoad;
import io.stockrelay.sandbox.load.SampleDay;
import io.stockrelay.sandbox.load.WebhookLoad;
import io.stockrelay.shared.SourceId;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sandbox load}: the sample company's systems on a busy day. */
@Command(
        name = "load",
        description = {
            "Play the sample company's systems on a busy day, against the running instance and its simulated shops.",
            "It first states a figure for every item, then each receipt is followed by the issue of the same goods."
        },
        sortOptions = false)
final class LoadCommand extends CommandFamily {

    private static final String QUEUE = "wms.inventory";

    LoadCommand() {
        super("Say who shall be busy.");
    }

    @Command(name = "erp", description = "Signed webhooks: stock movements in Rotterdam (WH2).")
    int erp(@Mixin Asking asking, @Mixin Home home, @Mixin LoadAmount amount) throws IOException, InterruptedException {
        var running = simulated(asking);
        var day = day(home.column(
                "items.csv", "sku", row -> row.findField("lots").orElse("").isEmpty()));
        var secret = Objects.requireNonNull(home.settings()
                        .source(new SourceId("erp"))
                        .orElseThrow(() -> new CommandFailed("There is no source erp.\n  Nothing was sent."))
                        .webhook())
                .secrets()
                .get(0);
        URI target = running.webhook("erp");
        var plan = amount.plan(spec());
        try (var progress = new Progress(spec().commandLine().getErr(), amount.count())) {
            new WebhookLoad(target, secret, day.run() + "-open-", call -> day.erpOpening(), WebhookLoad.Answers.IGNORED)
                    .run(new LoadPlan(1, 1, 0, LoadAmount.DURATION_MAX), Clock.systemUTC());
            var load = new WebhookLoad(target, secret, day.run() + "-", day::erpDocument, progress);
            return LoadText.print(asking, load.run(plan, Clock.systemUTC()), "accepted");
        }
    }

    @Command(name = "wms", description = "JMS messages in groups: stock movements in Hamburg (WH1).")
    int wms(@Mixin Asking asking, @Mixin Home home, @Mixin LoadAmount amount)
            throws JMSException, InterruptedException {
        var running = simulated(asking);
        var day = day(home.column("wms/skus.csv", "code"));
        var plan = amount.plan(spec());
        try (var queue = running.queue(QUEUE);
                var progress = new Progress(spec().commandLine().getErr(), amount.count())) {
            queue.line().send(day.wmsOpening().getBytes(StandardCharsets.UTF_8), "");
            return LoadText.print(
                    asking, new QueueLoad(queue, day::wmsMessage, day::wmsGroup, progress).run(plan), "stored");
        }
    }

    @Command(name = "file", description = "The nightly CSV file of the 3PL with all its items, by SFTP.")
    int file(@Mixin Asking asking, @Mixin Home home) throws IOException {
        simulated(asking);
        var codes = home.column("threepl/skus.csv", "code");
        var day = day(codes);
        var folder = Files.createTempDirectory("stockrelay-load");
        var file = folder.resolve(day.fileName());
        try {
            day.file().write(file, codes.size(), LoadAmount.DURATION_MAX);
            return new FileSending(asking, "threepl").send(file, day.fileName());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /** Generated stock must never reach a real shop. */
    private static Running simulated(Asking asking) {
        var running = asking.running();
        if (!running.instance().ports().containsKey("sandbox")) {
            throw new CommandFailed(
                    "The running instance has no simulated shops beside it, so generated stock would reach"
                            + " real ones.\n  Nothing was sent.\n  Start one with ./stockrelay run, without --no-sandbox.");
        }
        return running;
    }

    private static SampleDay day(List<String> codes) {
        Instant now = Clock.systemUTC().instant();
        if (codes.isEmpty()) {
            throw new CommandFailed("The home folder knows no items.\n  Nothing was sent.");
        }
        return new SampleDay("LOAD" + Long.toString(now.toEpochMilli(), 36), codes, now);
    }
}
