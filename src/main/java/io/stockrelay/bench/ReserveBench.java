package io.stockrelay.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongToIntFunction;

/** {@code bench reserve}: promises over HTTP against single conditional updates over bare JDBC. */
public final class ReserveBench {

    private static final int JUDGED_CLIENTS = 32;
    private static final double KEPT_SHARE = 0.8;

    private final BenchPlan plan;
    private final List<Integer> clients;
    private final BenchSite site;
    private final AtomicLong orders = new AtomicLong();
    private final AtomicLong floorNumbers = new AtomicLong();

    /** @param clients how many ask at once, one measurement each, 1 to 1,000 */
    public ReserveBench(BenchPlan plan, List<Integer> clients, BenchSite site) {
        this.plan = plan;
        this.clients = BenchPlan.clients(clients);
        this.site = site;
    }

    /** One hot item, then all of them, each at every number of clients. */
    public Report run() throws IOException, SQLException, InterruptedException {
        var stage = ApiStage.open(plan, site, Map.of());
        var machine = Machine.of(stage.database(), site.workplace().isInMemory());
        BareUpdates.prepare(stage.database(), plan.skus());
        var keys = new Keys(plan.skus());
        var rows = new ArrayList<Row>();
        rows.addAll(series(stage, "hot", number -> 0, new Target(5, false, Duration.ofMillis(10))));
        rows.addAll(series(stage, "many", keys::sku, Target.ofMedian(0.6)));
        return new Report("reserve", site.clock().instant(), machine, plan, rows);
    }

    private List<Row> series(ApiStage stage, String path, LongToIntFunction sku, Target judged)
            throws IOException, SQLException, InterruptedException {
        var rows = new ArrayList<Row>();
        stage.contest().runIn(path, ours(stage, JUDGED_CLIENTS, sku));
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
        var requests = stage.requests("/api/v1/reservations");
        return new ClosedLoad(
                requests.target(),
                count,
                plan.slice(),
                1,
                orders,
                number -> requests.post(promise(number, sku.applyAsInt(number))));
    }

    private static String promise(long number, int sku) {
        return "{\"id\":\"order-" + number + "\",\"account\":\"" + BenchHome.ACCOUNT
                + "\",\"state\":\"confirmed\",\"lines\":[{\"line\":\"1\",\"sku\":\"" + BenchHome.sku(sku)
                + "\",\"quantity\":\"1\"}]}";
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
}
