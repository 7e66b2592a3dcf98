package io.stockrelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongToIntFunction;

/** {@code bench reserve}: promises over HTTP against single conditional updates over bare JDBC. */
public final class ReserveBench implements AutoCloseable {

    private static final int JUDGED_CLIENTS = 32;
    private static final double KEPT_SHARE = 0.8;

    private final BenchPlan plan;
    private final List<Integer> clients;
    private final Path model;
    private final Workplace workplace;
    private final List<String> launch;
    private final Clock clock;
    private final Progress progress;
    private final OpenParts open;
    private final AtomicLong orders = new AtomicLong();
    private final AtomicLong floorNumbers = new AtomicLong();

    /**
     * @param clients how many ask at once, one measurement each, 1 to 1,000
     * @param model the folder with the routes and mapping programs to run
     * @param work where the program's data goes; a new folder in it, removed at the end
     * @param launch the words that start the program, see {@link Launch}
     */
    public ReserveBench(
            BenchPlan plan,
            List<Integer> clients,
            Path model,
            Path work,
            List<String> launch,
            Clock clock,
            Progress progress)
            throws IOException {
        this.plan = plan;
        this.clients = BenchPlan.clients(clients);
        this.model = model;
        this.launch = launch;
        this.clock = clock;
        this.progress = progress;
        this.open = new OpenParts(progress);
        this.workplace = open.add(Workplace.in(work));
    }

    /** One hot item, then all of them, each at every number of clients. */
    public Report run() throws IOException, SQLException, InterruptedException {
        var folders = new BenchFolders(model, workplace.folder("home"), workplace.folder("data"));
        var stage = ApiStage.open(plan, folders, launch, Map.of(), clock, progress, open);
        var machine = Machine.of(stage.database(), workplace.isInMemory());
        BareUpdates.prepare(stage.database(), plan.skus());
        var keys = new Keys(plan.skus());
        var rows = new ArrayList<Row>();
        rows.addAll(series(stage, "hot", number -> 0, new Target(5, false, Duration.ofMillis(10))));
        rows.addAll(series(stage, "many", keys::sku, Target.ofMedian(0.6)));
        return new Report("reserve", clock.instant(), machine, plan, rows);
    }

    private List<Row> series(ApiStage stage, String path, LongToIntFunction sku, Target judged)
            throws IOException, SQLException, InterruptedException {
        var rows = new ArrayList<Row>();
        for (int count : clients) {
            var target = count == JUDGED_CLIENTS ? judged : Target.NONE;
            var comparison = stage.contest()
                    .run(path + " " + count, "promises/s", target, floor(stage, count, sku), ours(stage, count, sku));
            rows.add(comparison.row());
        }
        rows.set(rows.size() - 1, rows.get(rows.size() - 1).with(List.of(steadiness(rows), requireKept(stage))));
        return rows;
    }

    private Side floor(ApiStage stage, int count, LongToIntFunction sku) {
        int connections = Math.min(count, BareUpdates.CONNECTIONS_MAX);
        return new BareUpdates(stage.database(), connections, plan.slice(), floorNumbers, sku);
    }

    private Side ours(ApiStage stage, int count, LongToIntFunction sku) {
        var headers = stage.headersOfJson();
        return new ClosedLoad(
                stage.address("/api/v1/reservations"),
                count,
                plan.slice(),
                1,
                orders,
                (connection, number) -> connection.post(headers, request(number, sku.applyAsInt(number))));
    }

    private static byte[] request(long number, int sku) {
        var json = "{\"id\":\"order-" + number + "\",\"account\":\"" + BenchHome.ACCOUNT
                + "\",\"state\":\"confirmed\",\"lines\":[{\"line\":\"1\",\"sku\":\"" + BenchHome.sku(sku)
                + "\",\"quantity\":\"1\"}]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** More clients may lower the rate by a fifth of the best before them, not more. */
    private static String steadiness(List<Row> rows) {
        double best = 0;
        double least = 1;
        for (var row : rows) {
            double rate = row.ours() == null ? 0 : row.ours();
            best = Math.max(best, rate);
            least = Math.min(least, best == 0 ? 1 : rate / best);
        }
        return "with more clients the rate was never below " + Numbers.ratio(least) + " of the best with fewer: "
                + (least >= KEPT_SHARE ? "reached" : "not reached") + " (>= " + Numbers.ratio(KEPT_SHARE) + ")";
    }

    /** Every yes is a reservation, and nothing else is: otherwise the figures are about something else. */
    private String requireKept(ApiStage stage) throws SQLException {
        stage.program().requireAlive();
        long found = stage.database().number("select count(*) from reservation");
        long promised = stage.database().number("select coalesce(sum(reserved), 0) from reference_total");
        if (found != orders.get() || promised != orders.get()) {
            throw new BenchFailed(
                    orders.get() + " promises were made, but " + found + " reservations of " + promised
                            + " units are in the database.",
                    "The program's log tells why.");
        }
        return "all " + found + " promises are in the database, a unit each";
    }

    /** Stops the program and removes what was written; also from another thread, at Ctrl-C. */
    @Override
    public void close() {
        open.close();
    }
}
