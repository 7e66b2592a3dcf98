package io.stockrelay.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code bench availability}: what is available, asked over HTTP, against the same server that answers a constant of the
 * same shape.
 */
public final class AvailabilityBench {

    private static final String AVAILABILITY = "/api/v1/availability";
    private static final String CONSTANT = "/api/v1/bench/availability";
    private static final int JUDGED_CLIENTS = 64;
    private static final int SKUS_A_CALL = 50;
    private static final double SKUS_A_SECOND_MIN = 500_000;

    private final BenchPlan plan;
    private final List<Integer> clients;
    private final BenchSite site;
    private final AtomicLong numbers = new AtomicLong();

    /** @param clients how many ask at once, one measurement each, 1 to 1,000 */
    public AvailabilityBench(BenchPlan plan, List<Integer> clients, BenchSite site) {
        this.plan = plan;
        this.clients = BenchPlan.clients(clients);
        this.site = site;
    }

    /** One item a call, then fifty, each at every number of clients. */
    public Report run() throws IOException, SQLException, InterruptedException {
        var settings = Map.of("stockrelay.bench.constant", "true");
        var stage = ApiStage.open(plan, site, settings);
        var machine = Machine.of(stage.database(), site.workplace().isInMemory());
        var keys = new Keys(plan.skus());
        var rows = new ArrayList<Row>();
        stage.contest()
                .runIn(
                        "one",
                        asked(stage, CONSTANT, keys, JUDGED_CLIENTS),
                        asked(stage, AVAILABILITY, keys, JUDGED_CLIENTS));
        for (int count : clients) {
            rows.add(one(stage, keys, count));
        }
        stage.contest()
                .runIn(
                        SKUS_A_CALL + " a call",
                        posted(stage, CONSTANT + "/query", keys, JUDGED_CLIENTS),
                        posted(stage, AVAILABILITY + "/query", keys, JUDGED_CLIENTS));
        for (int count : clients) {
            rows.add(many(stage, keys, count));
        }
        return new Report("availability", site.clock().instant(), machine, plan, rows);
    }

    private Row one(ApiStage stage, Keys keys, int count) throws IOException, SQLException, InterruptedException {
        var target = count == JUDGED_CLIENTS ? new Target(0.8, false, Duration.ofMillis(8)) : Target.NONE;
        return stage.contest()
                .run(
                        "one " + count,
                        "SKUs/s",
                        target,
                        asked(stage, CONSTANT, keys, count),
                        asked(stage, AVAILABILITY, keys, count))
                .row();
    }

    private Side asked(ApiStage stage, String path, Keys keys, int count) {
        var requests = stage.requests(path);
        return new ClosedLoad(
                requests.target(),
                count,
                plan.slice(),
                1,
                numbers,
                number -> requests.get("sku=" + BenchHome.sku(keys.sku(number)) + "&location=" + ApiStage.LOCATION));
    }

    private Row many(ApiStage stage, Keys keys, int count) throws IOException, SQLException, InterruptedException {
        var row = stage.contest()
                .run(
                        SKUS_A_CALL + " a call " + count,
                        "SKUs/s",
                        Target.NONE,
                        posted(stage, CONSTANT + "/query", keys, count),
                        posted(stage, AVAILABILITY + "/query", keys, count))
                .row();
        double reached = row.ours() == null ? 0 : row.ours();
        return row.with(List.of((reached >= SKUS_A_SECOND_MIN ? "reached" : "not reached") + ": >= "
                + Numbers.whole(SKUS_A_SECOND_MIN) + " SKUs/s"));
    }

    private Side posted(ApiStage stage, String path, Keys keys, int count) {
        var requests = stage.requests(path);
        return new ClosedLoad(
                requests.target(),
                count,
                plan.slice(),
                SKUS_A_CALL,
                numbers,
                number -> requests.post(query(keys, number)));
    }

    private static String query(Keys keys, long number) {
        var skus = IntStream.range(0, SKUS_A_CALL)
                .mapToObj(i -> "\"" + BenchHome.sku(keys.sku(number * SKUS_A_CALL + i)) + "\"")
                .collect(Collectors.joining(","));
        return "{\"skus\":[" + skus + "],\"locations\":[\"" + ApiStage.LOCATION + "\"]}";
    }
}
