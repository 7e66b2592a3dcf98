package io.stockrelay.bench;

import io.stockrelay.bench.PublishHome.ChannelKind;
import io.stockrelay.platform.Processes;
import io.stockrelay.platform.RunningInstance;
import io.stockrelay.sandbox.Count;
import io.stockrelay.sandbox.JournalEntry;
import io.stockrelay.sandbox.SandboxServer;
import io.stockrelay.sandbox.load.LoadPlan;
import io.stockrelay.sandbox.load.LoadResult;
import io.stockrelay.sandbox.load.WebhookLoad;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Changes at a fixed rate against a running program, and what the simulated channels showed when. */
final class PublishRun {

    static final String NOT_ALL_SHOWN = "not all changes were shown within the time";
    static final long UNITS_AT_START = 1_000;

    private static final int CHANGES_EACH = 10;
    private static final int CONNECTIONS = 32;
    private static final int STORM_EVENTS_EACH = 100;
    private static final Duration OPENING_LIMIT = Duration.ofMinutes(10);

    private final BenchProgram program;
    private final Shops shops;
    private final String secret;
    private final BenchPlan plan;
    private final Clock clock;
    private final Progress progress;
    private final Documents documents;

    PublishRun(
            BenchProgram program,
            SandboxServer sandbox,
            String secret,
            BenchPlan plan,
            Clock clock,
            Progress progress) {
        this.program = program;
        this.shops = new Shops(sandbox, plan.skus());
        this.secret = secret;
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
        this.documents = new Documents(new Keys(plan.skus()), clock);
    }

    /** States every position once, lets the channels go, and waits until all of them show it. */
    void open() throws IOException, InterruptedException {
        progress.line("opening positions and channels");
        new ErpLoad(program.address("/webhooks/erp"), secret, documents, clock).openPositions(plan);
        for (var channel : ChannelKind.values()) {
            resume(channel);
        }
        await(
                "every listing shows " + UNITS_AT_START,
                OPENING_LIMIT,
                () -> IntStream.range(0, plan.skus()).allMatch(sku -> shops.units(sku) == UNITS_AT_START));
    }

    /** Changes on all channels at this rate; every item in its turn. */
    List<Row> changes(String name, int round, int perSecond, boolean isJudged, Duration drain)
            throws IOException, SQLException, InterruptedException {
        progress.line("%s %d: %d changes/s for %s".formatted(name, round, perSecond, Numbers.seconds(plan.slice())));
        var before = shops.units();
        long[] from = shops.journalEnds();
        var document = name + "-" + round;
        var result = sent(document, Math.max(1, perSecond / CHANGES_EACH));
        var changes = RecordedChanges.in(program.database(), document, result.accepted() * CHANGES_EACH, this::listing);
        boolean isDrained = drained(changes, before, drain);
        double reached = result.accepted()
                * CHANGES_EACH
                * 1e3
                / Math.max(1, result.elapsed().toMillis());
        var rows = new ArrayList<Row>();
        for (var channel : ChannelKind.values()) {
            var journal = shops.of(channel).journal().after(from[channel.ordinal()], Integer.MAX_VALUE);
            rows.add(row(name, channel, reached, isJudged, changes, before, journal, isDrained));
        }
        return rows;
    }

    private LoadResult sent(String document, int callsPerSecond) throws IOException, InterruptedException {
        int calls = Math.toIntExact(callsPerSecond * plan.slice().toSeconds());
        var result = new WebhookLoad(
                        program.address("/webhooks/erp"),
                        secret,
                        document + "-",
                        call -> documents.additions(document + "." + call, call * CHANGES_EACH, CHANGES_EACH),
                        WebhookLoad.Answers.IGNORED)
                .run(new LoadPlan(calls, CONNECTIONS, callsPerSecond, plan.slice()), clock);
        if (result.accepted() != result.sent()) {
            throw new BenchFailed(
                    "Of " + result.sent() + " webhooks " + result.accepted() + " were accepted: " + result.refused()
                            + ".",
                    "The program's log tells why.");
        }
        return result;
    }

    private String listing(long call, long line) {
        int sku = documents.inTurn(call * CHANGES_EACH + line - 1);
        return PublishHome.channelOf(sku).listing(sku);
    }

    private Row row(
            String name,
            ChannelKind channel,
            double changesPerSecond,
            boolean isJudged,
            RecordedChanges changes,
            Map<String, Long> before,
            List<JournalEntry> journal,
            boolean isDrained) {
        var shown = changes.untilShown(journal, before);
        var latency =
                Latency.ofNanos(shown.stream().mapToLong(Duration::toNanos).toArray());
        boolean isReached = PublishRows.isReached(isDrained, isJudged, latency);
        return Row.finding(
                        name + " " + channel.id(),
                        "changes/s, all channels",
                        changesPerSecond,
                        PublishRows.target(isJudged),
                        isReached,
                        List.of(shown.size() + " changes shown by " + journal.size() + " writes; calls: "
                                + shops.of(channel).counters().of(Count.WRITE_CALLS) + " since the start"
                                + (isDrained ? "" : "; " + NOT_ALL_SHOWN)))
                .with(latency);
    }

    /** Ten thousand changes of one item: only the newest number matters to a channel. */
    Row storm(int changes) throws IOException, InterruptedException {
        progress.line("storm: %d changes of one item".formatted(changes));
        int sku = 0;
        var channel = PublishHome.channelOf(sku);
        long before = shops.units(sku);
        long journalBefore = shops.of(channel).journal().newest();
        int calls = changes / STORM_EVENTS_EACH;
        var result = new WebhookLoad(
                        program.address("/webhooks/erp"),
                        secret,
                        "storm-",
                        call -> documents.additionsOf(sku, "STORM" + call, STORM_EVENTS_EACH),
                        WebhookLoad.Answers.IGNORED)
                .run(new LoadPlan(calls, CONNECTIONS, 0, OPENING_LIMIT), clock);
        long wanted = before + result.accepted() * STORM_EVENTS_EACH;
        boolean isExact = awaited(OPENING_LIMIT, () -> shops.units(sku) == wanted);
        long sends = shops.of(channel)
                .journal()
                .after(journalBefore, Integer.MAX_VALUE)
                .size();
        return Row.finding(
                "storm",
                "sends",
                sends,
                "a handful of sends, last value exact",
                isExact && result.accepted() == calls && sends <= changes / 100,
                List.of(result.accepted() * STORM_EVENTS_EACH + " changes of " + BenchHome.sku(sku) + " in "
                        + Numbers.seconds(result.elapsed()) + "; " + channel.id() + " shows " + shops.units(sku)
                        + ", wanted " + wanted));
    }

    private boolean drained(RecordedChanges changes, Map<String, Long> before, Duration limit)
            throws InterruptedException {
        var added = changes.byListing();
        return awaited(
                limit,
                () -> IntStream.range(0, plan.skus()).allMatch(sku -> {
                    var listing = PublishHome.channelOf(sku).listing(sku);
                    return shops.units(sku) >= before.getOrDefault(listing, 0L) + added.getOrDefault(listing, 0L);
                }));
    }

    private void resume(ChannelKind channel) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(program.address("/api/v1/channels/" + channel.id() + "/resume"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + RunningInstance.token(program.folders()))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new BenchFailed(
                    "Channel " + channel.id() + " could not be resumed: " + answer.statusCode() + " " + answer.body(),
                    "The program's log tells why.");
        }
    }

    private void await(String what, Duration limit, BooleanSupplier isSo) throws InterruptedException {
        if (!awaited(limit, isSo)) {
            throw new BenchFailed(
                    "It did not come about within " + limit.toSeconds() + " s that " + what + ".",
                    "The program's log and ./stockrelay channels tell why.");
        }
    }

    private boolean awaited(Duration limit, BooleanSupplier isSo) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            program.requireAlive();
            if (System.nanoTime() > deadline) {
                return false;
            }
            Processes.pause();
        }
        return true;
    }
}
