package io.stockrelay.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.RunningStockRelay;
import io.stockrelay.testkit.SampleHome;
import io.stockrelay.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last hundred units, five hundred orders from several processes at two nodes on one database, with hang-ups,
 * repeats and {@code kill -9} of a node in the middle. {@code -Dstockrelay.last-hundred.rounds} says how often (2), each
 * with a seed of its own from {@code -Dstockrelay.last-hundred.seed} on.
 */
class LastHundredIT {

    private static final Logger LOG = LoggerFactory.getLogger(LastHundredIT.class);
    private static final int ROUNDS = Integer.getInteger("stockrelay.last-hundred.rounds", 2);
    private static final long SEED = Long.getLong("stockrelay.last-hundred.seed", System.nanoTime() % 1_000_000);
    private static final int UNITS = 100;
    private static final int PROCESSES = 4;
    private static final int ORDERS = 500;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.empty();

    @TempDir
    Path temporary;

    @Test
    void exactly_a_hundred_are_promised_whatever_dies() throws Exception {
        var nodes = new ArrayList<RunningStockRelay>();
        try {
            nodes.add(start("one"));
            nodes.add(start("two"));
            for (int round = 0; round < ROUNDS; round++) {
                long seed = SEED + round;
                LOG.info("last hundred seed={} round={}", seed, round + 1);
                try {
                    round(nodes, "HOT-" + round, (int) Math.floorMod(seed, 2L), Chance.of(seed));
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("with -Dstockrelay.last-hundred.seed=" + seed, e);
                }
            }
        } finally {
            nodes.forEach(RunningStockRelay::close);
        }
    }

    private RunningStockRelay start(String name) throws IOException {
        var home = temporary.resolve("home");
        if (!Files.exists(home)) {
            SampleHome.copyTo(home);
            for (int round = 0; round < ROUNDS; round++) {
                append(home.resolve("mappings/items.csv"), "HOT-" + round + ",The last hundred,tents,,EA,0,\n");
                append(home.resolve("mappings/wms/skus.csv"), "HOT-" + round + ",HOT-" + round + "\n");
            }
        }
        return RunningStockRelay.with()
                .home(home)
                .data(temporary.resolve(name))
                .set("stockrelay.database.url", DATABASE.url())
                .set("stockrelay.database.user", "postgres")
                .withoutSandbox()
                .start();
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line, StandardOpenOption.APPEND);
    }

    /** @param dies the node that is killed: each in its turn */
    private void round(List<RunningStockRelay> nodes, String sku, int dies, Random random) throws Exception {
        stock(nodes.get(0), sku);
        int promisedBefore = random.nextInt(60);
        var shops = shops(nodes, sku, random);

        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> promisedOf(sku) >= promisedBefore + 1);
        nodes.get(dies).kill9();
        var told = told(shops);
        var alive = nodes.get(1 - dies);

        LOG.info("last hundred node={} killed after {} promised: {} yes", dies, promisedBefore, told.size());
        assertThat(told.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(UNITS);
        assertThat(promisedOf(sku)).isEqualTo(UNITS);
        assertThat(stored(sku)).as("every yes is stored, and nothing else").isEqualTo(told);
        assertThat(alive.get("/api/v1/availability?location=WH1&sku=" + sku).body())
                .contains("\"allocated\":100", "\"available\":0");
        assertThat(alive.get("/api/v1/verify").body()).startsWith("{\"ok\":true");
        nodes.set(dies, nodes.get(dies).startAgain());
        everyYesIsAFact(nodes.get(dies), told);
    }

    private static void stock(RunningStockRelay node, String sku) {
        var body = """
                {"reason": "the last hundred", "events": [{"id": "%s", "type": "receive", "sku": "%s", "location": "HH1",
                    "quantity": "%d", "unit": "UNIT", "occurredAt": "2026-01-01T00:00:00Z"}]}
                """.formatted("stock-" + sku, sku, UNITS);
        var answer = node.post("/api/v1/movements?source=wms", body);
        assertThat(answer.body()).contains("applied");
    }

    private List<Process> shops(List<RunningStockRelay> nodes, String sku, Random random) throws IOException {
        var shops = new ArrayList<Process>();
        for (int i = 0; i < PROCESSES; i++) {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LastHundredCaller.class.getName(),
                    Long.toString(random.nextLong()),
                    sku + "-shop" + i + "-",
                    Integer.toString(ORDERS / PROCESSES),
                    sku));
            nodes.forEach(node -> command.addAll(List.of(node.address(), node.token())));
            shops.add(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out(sku, i).toFile())
                    .start());
        }
        return shops;
    }

    private Path out(String sku, int shop) {
        return temporary.resolve(sku + "-" + shop + ".out");
    }

    /** Units by id of every order that was told yes. */
    private Map<String, Long> told(List<Process> shops) throws IOException, InterruptedException {
        var told = new HashMap<String, Long>();
        int answered = 0;
        for (var shop : shops) {
            assertThat(shop.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        try (var files = Files.list(temporary)) {
            for (var file : files.filter(one -> one.toString().endsWith(".out")).toList()) {
                for (var line : Files.readAllLines(file)) {
                    var words = line.split(" ", -1);
                    assertThat(words[0]).as(line).isIn("yes", "no");
                    answered++;
                    if (words[0].equals("yes")) {
                        told.put(words[1], Long.valueOf(words[2]));
                    }
                }
                Files.delete(file);
            }
        }
        assertThat(answered).isEqualTo(ORDERS);
        return told;
    }

    private static long promisedOf(String sku) {
        return stored(sku).values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> stored(String sku) {
        var stored = new HashMap<String, Long>();
        DATABASE.jdbc()
                .sql("select r.id, l.reserved from reservation r join reservation_line l on l.reservation_pk = r.pk"
                        + " where l.sku = ?")
                .param(sku)
                .query(rows -> {
                    stored.put(rows.getString(1), rows.getLong(2));
                });
        return stored;
    }

    /** The node that died tells it as well. */
    private static void everyYesIsAFact(RunningStockRelay node, Map<String, Long> told) {
        told.forEach((id, units) -> assertThat(node.get("/api/v1/reservations/" + id + "?account=fjellbua")
                        .body())
                .contains("\"state\":\"confirmed\"", "\"promised\":" + units));
    }
}
