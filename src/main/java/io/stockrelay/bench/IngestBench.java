package io.stockrelay.bench;

import io.stockrelay.platform.Folders;
import io.stockrelay.stock.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** {@code bench ingest}: every way in against its floor. */
public final class IngestBench {

    private static final Target WEBHOOK = new Target(1.0, true, Duration.ofMillis(15));
    private static final Target WEBHOOK100 = Target.ofMedian(0.5);
    private static final Target JMS = Target.ofMedian(0.4);
    private static final Target FILE = Target.ofMedian(0.5);
    private static final double CAMEL_MICROS_MAX = 10;
    private static final int BATCH_EVENTS = 100;
    private static final int BATCH_CONNECTIONS = 16;

    private final BenchPlan plan;
    private final Set<IngestPath> paths;
    private final BenchSite site;
    private final Clock clock;
    private final Progress progress;
    private final Workplace workplace;
    private final AtomicLong ids = new AtomicLong();

    /** @param paths which ways in, each a row */
    public IngestBench(BenchPlan plan, Set<IngestPath> paths, BenchSite site) {
        this.plan = plan;
        this.paths = Set.copyOf(paths);
        this.site = site;
        this.clock = site.clock();
        this.progress = site.progress();
        this.workplace = site.workplace();
    }

    /** Runs the chosen paths, one after the other. */
    public Report run() throws IOException, SQLException, InterruptedException {
        var home = workplace.folder("home");
        BenchHome.write(site.model(), home, plan);
        var secret = BenchSecret.next();
        var broker = site.open().add(new BenchBroker(workplace.folder("broker")));
        progress.line("starting the program");
        var program = site.open()
                .add(BenchProgram.start(
                        site.launch(),
                        new Folders(home, workplace.folder("data")),
                        Map.of("stockrelay.broker.url", broker.url(), "stockrelay.broker.user", BenchBroker.USER),
                        Map.of(BenchHome.SECRET_VARIABLE, secret, "STOCKRELAY_BROKER_PASSWORD", broker.password())));
        program.awaitReady();
        return new Stage(program, broker, secret).run(home);
    }

    /** Everything that is up while the paths run. */
    private final class Stage {

        private final BenchProgram program;
        private final BenchBroker broker;
        private final String secret;
        private final BenchDatabase database;
        private final CpuMeter cpu;
        private final Contest contest;
        private final Keys keys = new Keys(plan.skus());
        private final Documents documents = new Documents(keys, clock);
        private final ErpLoad erp;

        Stage(BenchProgram program, BenchBroker broker, String secret) {
            this.program = program;
            this.broker = broker;
            this.secret = secret;
            this.database = program.database();
            this.cpu = new CpuMeter(program.pid(), database.pid());
            this.contest = new Contest(plan, cpu, database, progress);
            this.erp = new ErpLoad(program.address("/webhooks/erp"), secret, documents, clock);
        }

        Report run(Path home) throws IOException, SQLException, InterruptedException {
            var machine = Machine.of(database, workplace.isInMemory());
            BareStatements.prepare(database, plan);
            var rows = new ArrayList<Row>();
            if (uses(IngestPath.WEBHOOK) || uses(IngestPath.WEBHOOK100) || uses(IngestPath.BURST)) {
                progress.line("opening the ERP's positions");
                erp.openPositions(plan);
            }
            for (var path : IngestPath.values()) {
                if (uses(path)) {
                    rows.add(row(path, home));
                }
            }
            return new Report("ingest", clock.instant(), machine, plan, rows);
        }

        private boolean uses(IngestPath path) {
            return paths.contains(path);
        }

        private Row row(IngestPath path, Path home) throws IOException, SQLException, InterruptedException {
            return switch (path) {
                case WEBHOOK ->
                    checked(webhook(
                            path,
                            WEBHOOK,
                            BareStatements.single(database, plan.slice(), keys, ids),
                            ErpLoad.CONNECTIONS,
                            1));
                case WEBHOOK100 ->
                    checked(webhook(
                            path,
                            WEBHOOK100,
                            BareStatements.batched(database, plan.slice(), keys, ids),
                            BATCH_CONNECTIONS,
                            BATCH_EVENTS));
                case JMS -> jms();
                case FILE -> file();
                case BURST ->
                    checked(new BurstLoad(program.address("/webhooks/erp"), secret, documents, plan, clock, progress)
                            .run(erp, database, cpu));
                case CAMEL -> camel(home);
            };
        }

        private Row webhook(IngestPath path, Target target, Side floor, int connections, int eventsEach)
                throws IOException, SQLException, InterruptedException {
            return contest.run(
                            path.code(),
                            "events/s",
                            target,
                            floor,
                            () -> erp.closedLoop(plan.slice(), connections, eventsEach))
                    .row();
        }

        private Row checked(Row row) throws SQLException {
            return row.with(List.of(requireInLedger("erp", erp.acceptedEvents())));
        }

        private Row jms() throws IOException, SQLException, InterruptedException {
            progress.line("opening the WMS's positions");
            var ours = new QueueDrive(broker, "wms.inventory", plan.slice(), documents, ids);
            ours.sendAll(WmsOpening.snapshots(documents, plan));
            try (var consumers = new IdleConsumers(broker)) {
                var floor = new QueueDrive(broker, IdleConsumers.QUEUE, plan.slice(), documents, ids);
                var row = contest.run("jms", "messages/s", JMS, floor, ours).row();
                return row.with(
                        List.of(requireInLedger("wms", ours.sent() + (long) plan.skus() * BenchPlan.LOCATIONS)));
            }
        }

        private Row file() throws IOException, SQLException, InterruptedException {
            var files = new StockFiles(plan, workplace.folder("data"), clock.instant());
            var row = contest.run("file", "rows/s", FILE, new CopyFloor(database, files), new FileSide(program, files))
                    .row();
            var peak = cpu.peakMemoryBytes();
            return peak.isEmpty()
                    ? row
                    : row.with(List.of(
                            plan.rows() + " rows; program's memory, peak: " + (peak.getAsLong() >> 20) + " MB"));
        }

        private Row camel(Path home) throws IOException {
            progress.line("camel: the route with steps that do nothing");
            var rounds = CamelShare.measure(home, plan);
            double micros = Median.of(rounds);
            return Row.finding(
                    "camel",
                    "us CPU/event",
                    micros,
                    "<= " + Numbers.whole(CAMEL_MICROS_MAX),
                    micros <= CAMEL_MICROS_MAX,
                    List.of("by round: " + rounds.stream().map(Numbers::ratio).toList()));
        }

        /** What was acknowledged is there, once: otherwise the figures are about something else. */
        private String requireInLedger(String source, long acknowledged) throws SQLException {
            program.requireAlive();
            long found = database.number("select count(*) from event where source = '" + source + "' and outcome = "
                    + Outcome.APPLIED.ordinal());
            if (found != acknowledged) {
                throw new BenchFailed(
                        "Of source " + source + " " + acknowledged + " events were acknowledged, but " + found
                                + " are applied in the ledger.",
                        "The program's log and its dead letters tell why.");
            }
            return "all " + acknowledged + " acknowledged events of " + source + " are applied in the ledger, once";
        }
    }
}
