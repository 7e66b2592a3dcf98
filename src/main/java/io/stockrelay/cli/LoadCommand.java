package io.stockrelay.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stockrelay.sandbox.load.LoadPlan;
import io.stockrelay.sandbox.load.LoadResult;
import io.stockrelay.sandbox.load.QueueLoad;
import io.stockrelay.sandbox.load.SampleDay;
import io.stockrelay.sandbox.load.WebhookLoad;
import io.stockrelay.shared.SourceId;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sandbox load}: the sample company's systems on a busy day. */
@Command(
        name = "load",
        description = {
            "Play the sample company's systems on a busy day, against the running instance and its simulated shops.",
            "It first states a figure for every item, then each receipt is followed by the issue of the same goods."
        },
        sortOptions = false)
final class LoadCommand implements Runnable {

    private static final Duration DURATION_MAX = Duration.ofHours(1);
    private static final String QUEUE = "wms.inventory";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean isHelpWanted;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled in by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say who shall be busy.");
    }

    @Command(name = "erp", description = "Signed webhooks: stock movements in Rotterdam (WH2).")
    int erp(@Mixin Asking asking, @Mixin Home home, @Mixin Amount amount) throws IOException, InterruptedException {
        var running = simulated(asking);
        var day = day(home.column("items.csv", "sku"));
        var secret = Objects.requireNonNull(home.settings()
                        .source(new SourceId("erp"))
                        .orElseThrow(() -> new CommandFailed("There is no source erp.\n  Nothing was sent."))
                        .webhook())
                .secrets()
                .get(0);
        URI target = running.webhook("erp");
        var plan = amount.plan(spec);
        try (var progress = new Progress(spec.commandLine().getErr(), amount.count())) {
            new WebhookLoad(target, secret, day.run() + "-open-", call -> day.erpOpening(), WebhookLoad.Answers.IGNORED)
                    .run(new LoadPlan(1, 1, 0, DURATION_MAX), Clock.systemUTC());
            var load = new WebhookLoad(target, secret, day.run() + "-", day::erpDocument, progress);
            return tell(asking, load.run(plan, Clock.systemUTC()), "accepted");
        }
    }

    @Command(name = "wms", description = "JMS messages in groups: stock movements in Hamburg (WH1).")
    int wms(@Mixin Asking asking, @Mixin Home home, @Mixin Amount amount) throws JMSException, InterruptedException {
        var running = simulated(asking);
        var day = day(home.column("wms/skus.csv", "code"));
        var plan = amount.plan(spec);
        try (var queue = running.queue(QUEUE);
                var progress = new Progress(spec.commandLine().getErr(), amount.count())) {
            queue.line().send(day.wmsOpening().getBytes(StandardCharsets.UTF_8), "");
            return tell(asking, new QueueLoad(queue, day::wmsMessage, day::wmsGroup, progress).run(plan), "stored");
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
            day.file().write(file, codes.size(), DURATION_MAX);
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

    private static int tell(Asking asking, LoadResult result, String what) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("sent", result.sent())
                .put("accepted", result.accepted())
                .put("unanswered", result.unanswered())
                .put("elapsedMillis", result.elapsed().toMillis())
                .put("acceptedPerSecond", result.acceptedPerSecond())
                .put("p50Micros", result.latencies().p50().toNanos() / 1_000)
                .put("p99Micros", result.latencies().p99().toNanos() / 1_000)
                .put("maxMicros", result.latencies().max().toNanos() / 1_000);
        var refused = json.putObject("refused");
        result.refused().forEach((status, count) -> refused.put(status.toString(), count));
        asking.print(json, (told, out) -> inWords(result, what, out));
        return result.accepted() == result.sent() ? 0 : 1;
    }

    private static void inWords(LoadResult result, String what, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d sent in %.1f s: %,d %s, %,d a second%n",
                result.sent(),
                result.elapsed().toMillis() / 1000.0,
                result.accepted(),
                what,
                result.acceptedPerSecond());
        out.printf(
                Locale.ROOT,
                "answered within: half %s ms, 99 of 100 %s ms, the slowest %s ms%n",
                millis(result.latencies().p50()),
                millis(result.latencies().p99()),
                millis(result.latencies().max()));
        result.refused()
                .forEach((status, count) -> out.printf(Locale.ROOT, "answered with status %d: %,d%n", status, count));
        if (result.unanswered() > 0) {
            out.printf(Locale.ROOT, "not answered: %,d (they may have been taken)%n", result.unanswered());
        }
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toNanos() / 1e6);
    }

    /** How much of it. */
    static final class Amount {

        @Option(names = "--events", paramLabel = "N", defaultValue = "1000", description = "How many (default: 1000).")
        private int events;

        @Option(
                names = "--rate",
                paramLabel = "N",
                defaultValue = "200",
                description = "So many a second, 0 for as fast as they are answered (default: 200).")
        private int rate;

        @Option(names = "--connections", paramLabel = "N", defaultValue = "8", description = "At once (default: 8).")
        private int connections;

        int count() {
            return events;
        }

        LoadPlan plan(CommandSpec spec) {
            try {
                return new LoadPlan(events, connections, rate, DURATION_MAX);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        String.valueOf(e.getMessage())
                                .replace("callsPerSecond", "--rate")
                                .replace("calls ", "--events ")
                                .replace("connections ", "--connections "));
            }
        }
    }
}
