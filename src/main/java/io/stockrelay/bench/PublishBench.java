package io.stockrelay.bench;

import io.stockrelay.platform.Folders;
import io.stockrelay.sandbox.Pacing;
import io.stockrelay.sandbox.SandboxServer;
import io.stockrelay.sandbox.SandboxSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code bench publish}: from a committed change to the number on show, over the simulated channels. */
public final class PublishBench {

    private static final int STORM_CHANGES = 10_000;
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(2);
    private static final Duration PACED_DRAIN_LIMIT = Duration.ofMinutes(15);

    private final BenchPlan plan;
    private final int changesPerSecond;
    private final BenchSite site;
    private final Clock clock;
    private final Progress progress;
    private final Workplace workplace;

    /** @param changesPerSecond over all channels, 10 to 20,000 */
    public PublishBench(BenchPlan plan, int changesPerSecond, BenchSite site) {
        if (changesPerSecond < 10 || changesPerSecond > 20_000) {
            throw new BenchFailed("--changes must be 10 to 20000: " + changesPerSecond, "Choose another number.");
        }
        this.plan = plan;
        this.changesPerSecond = changesPerSecond;
        this.site = site;
        this.clock = site.clock();
        this.progress = site.progress();
        this.workplace = site.workplace();
    }

    /** First without any limit, then with the channels' own. */
    public Report run() throws IOException, SQLException, InterruptedException {
        var rows = new ArrayList<Row>();
        Map<String, String> machine;
        try (var parts = new OpenParts(progress)) {
            site.open().add(parts);
            var program = start("lifted", false, parts);
            machine = Machine.of(program.program().database(), workplace.isInMemory());
            var run = program.run();
            run.open();
            for (int round = 1; round <= plan.warmUps(); round++) {
                run.changes("warm-up", round, changesPerSecond, false, DRAIN_LIMIT);
            }
            var rounds = new ArrayList<List<Row>>();
            for (int round = 1; round <= plan.rounds(); round++) {
                rounds.add(run.changes("lifted", round, changesPerSecond, true, DRAIN_LIMIT));
            }
            rows.addAll(PublishRows.medians(rounds));
            rows.add(run.storm(STORM_CHANGES));
        }
        try (var parts = new OpenParts(progress)) {
            site.open().add(parts);
            var run = start("paced", true, parts).run();
            run.open();
            rows.addAll(run.changes("paced", 1, changesPerSecond, false, PACED_DRAIN_LIMIT));
        }
        return new Report("publish", clock.instant(), machine, plan, rows);
    }

    private record Running(BenchProgram program, PublishRun run) {}

    private Running start(String name, boolean isPaced, OpenParts parts) throws IOException, InterruptedException {
        var secret = BenchSecret.next();
        var sandbox = parts.add(SandboxServer.start(settings(secret, isPaced)));
        var home = workplace.folder(name + "-home");
        PublishHome.write(site.model(), home, plan, sandbox.address().toString(), isPaced);
        stock(sandbox);
        progress.line("starting the program");
        var program = parts.add(BenchProgram.start(
                site.launch(),
                new Folders(home, workplace.folder(name + "-data")),
                Map.of(),
                Map.of(BenchHome.SECRET_VARIABLE, secret)));
        program.awaitReady();
        return new Running(program, new PublishRun(program, sandbox, secret, plan, clock, progress));
    }

    /** The published limits of the three, or none at all; one secret for everything. */
    private static SandboxSettings settings(String secret, boolean isPaced) {
        var settings = new SandboxSettings(
                0,
                new SandboxSettings.Shopify("shopify", "acme-outdoor", secret, new Pacing(2_000, 100)),
                new SandboxSettings.Amazon(
                        "amazon",
                        "A1ACMEOUTDOOR",
                        List.of("A1PA6795UKMFR9"),
                        "bench",
                        secret,
                        secret,
                        Duration.ofHours(1),
                        new Pacing(5, 5)),
                new SandboxSettings.Dealer("dealer-portal", secret, new Pacing(20, 10)));
        return isPaced ? settings : settings.unpaced();
    }

    /** The shops know the items, with nothing on show yet. */
    private void stock(SandboxServer sandbox) {
        for (int sku = 0; sku < plan.skus(); sku++) {
            var name = BenchHome.sku(sku);
            switch (PublishHome.channelOf(sku)) {
                case SHOPIFY ->
                    sandbox.shopify()
                            .seed(
                                    Long.toString(PublishHome.SHOPIFY_ITEMS_FROM + sku),
                                    name,
                                    PublishHome.SHOPIFY_LOCATION,
                                    0);
                case AMAZON -> sandbox.amazon().seed(name, 0);
                case DEALER_PORTAL -> sandbox.dealer().seed(name, "E1", 0);
            }
        }
    }
}
