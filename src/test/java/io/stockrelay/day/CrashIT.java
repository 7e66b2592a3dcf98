package io.stockrelay.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.day.CrashPlan.Moment;
import io.stockrelay.sandbox.Fault;
import io.stockrelay.sandbox.FaultKind;
import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.RunningStockRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scripted day under {@code kill -9} at random moments: what was acknowledged is counted once, whatever dies when.
 * {@code -Dstockrelay.crash.kills} says how often (3), {@code -Dstockrelay.crash.seed} repeats a run's moments.
 */
class CrashIT {

    private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);
    private static final int KILLS = Integer.getInteger("stockrelay.crash.kills", 3);
    private static final long SEED = Long.getLong("stockrelay.crash.seed", System.nanoTime() % 1_000_000);
    private static final int MESSAGES_A_LIFE = 240;
    private static final int BULK_ARTICLES = 8_000;
    private static final Instant NIGHT = Instant.parse("2025-06-16T00:00:00Z");

    @TempDir
    Path temporary;

    private final NaiveStock stock = new NaiveStock();
    private final Scenario scenario = new Scenario(SEED, NIGHT);
    private final CrashBulk bulk = new CrashBulk(BULK_ARTICLES, SEED);
    private final CrashPlan plan = new CrashPlan(SEED);
    private final List<String> deadLetters = new ArrayList<>();
    private final Set<String> unreadable = new HashSet<>();
    private final TreeMap<String, Nordkai> files = new TreeMap<>();
    private final TreeMap<String, Integer> hits = new TreeMap<>();
    private int planted;

    @Test
    void whatever_dies_when_everything_acknowledged_is_counted_once() throws Exception {
        LOG.info("crash seed={} kills={}", SEED, KILLS);
        var company = Company.ofTheDay(temporary.resolve("home"));
        bulk.addTo(company.home());
        try (var shops = Shops.open();
                var program = new CrashedProgram(killedAtFirst(RunningStockRelay.with()
                        .home(company.home())
                        .data(temporary.resolve("data"))
                        .environment("STOCKRELAY_SANDBOX", shops.address())));
                var client = new CrashClient(program)) {
            open(program, client);
            for (int kill = CrashPlan.firstStart(KILLS) ? 1 : 0; kill < KILLS; ) {
                shops.fail(Fault.of(FaultKind.STATUS_500).times(1 + kill % 2));
                kill += live(program, client, kill);
            }
            LOG.info("crash acknowledged={} sentAgain={} killed={}", client.acknowledged(), client.repeated(), hits);
            everythingIsCountedOnce(program.alive(), shops);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with -Dstockrelay.crash.kills=" + KILLS + " -Dstockrelay.crash.seed=" + SEED, e);
        }
    }

    private RunningStockRelay.Builder killedAtFirst(RunningStockRelay.Builder settings) {
        if (CrashPlan.firstStart(KILLS)) {
            settings.startAndKill9After(plan.delay(Moment.START));
            hits.merge("first START", 1, Integer::sum);
        }
        return settings;
    }

    /** Every house is stated before the first death: a run that is held for its size would be another test. */
    private void open(CrashedProgram program, CrashClient client) throws Exception {
        var store = new Store(program.alive());
        var sent = new ArrayList<>(client.send(List.of(said(scenario.books("BOOKS-NIGHT", NIGHT)))));
        sent.addAll(client.send(
                scenario.snapshot("HH1-CRASH", NIGHT).stream().map(this::said).toList()));
        stock.add(scenario.everything(NIGHT.plus(Wms.CLOCK_AHEAD), "ROPE-9-60"));
        sent.add(upload(client, "bulk_first.csv", bulk.file(stand())));
        client.await(sent);
        await().atMost(Truth.LIMIT).until(() -> store.onHand(CrashBulk.START).size() == bulk.size());
    }

    /** One life, the death at its end, and what dies while it is started again; returns the number of kills. */
    private int live(CrashedProgram program, CrashClient client, int kill) throws Exception {
        var moment = plan.moment(kill) == Moment.FILE ? Moment.FILE : Moment.TRAFFIC;
        var store = new Store(program.alive());
        var sent = new ArrayList<>(client.send(messages()));
        sent.add(upload(client, "nightly_" + kill + ".csv", nightly()));
        if (moment == Moment.FILE) {
            var name = "bulk_" + kill + ".csv";
            sent.add(upload(client, name, bulk.file(stand())));
            await().atMost(Truth.LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> store.unfinishedRuns().stream().anyMatch(run -> run.startsWith(name)));
        }
        program.pause(plan.delay(moment));
        var committed = client.committed();
        program.kill();
        LOG.info("crash kill={} moment={} acknowledged={}", kill + 1, moment, client.acknowledged());
        hit(moment, store);
        assertThat(store.events()).as("committed, said a webhook's answer").containsAll(committed);

        int killed = 1;
        while (kill + killed < KILLS && plan.moment(kill + killed) == Moment.START) {
            var delay = plan.delay(Moment.START);
            program.startAndKillAfter(delay);
            killed++;
            LOG.info("crash kill={} moment={} after={}", kill + killed, Moment.START, delay);
            hit(Moment.START, store);
        }
        program.startAgain();
        LOG.info("crash ready again");
        client.await(sent);
        return killed;
    }

    private void hit(Moment moment, Store store) {
        hits.merge(moment.name(), 1, Integer::sum);
        if (moment != Moment.START) {
            if (store.sending() > 0) {
                hits.merge("while numbers were on their way", 1, Integer::sum);
            }
            store.unfinishedRuns().forEach(run -> hits.merge("in a run " + run.split(" ")[1], 1, Integer::sum));
        }
    }

    private List<Message> messages() {
        var messages = new ArrayList<>(scenario.day(MESSAGES_A_LIFE));
        messages.forEach(this::said);
        var number = 5_000_000L + planted++;
        messages.add(message(
                Message.Way.OPENWIRE,
                Wms.ship(number, "GAS-230", "WH1", 1, NIGHT).with("SKU_ID", "99999")));
        deadLetters.add("wms MAPPING PIX-" + number + "-1");
        var other = number + 1_000_000;
        messages.add(message(
                Message.Way.STOMP, Wms.ship(other, "GAS-230", "WH1", 1, NIGHT).with("UOM", "BARREL")));
        deadLetters.add("wms MAPPING PIX-" + other + "-1");
        var torn = "{\"transactions\": [" + number;
        messages.add(new Message(Message.Way.AMQP, torn, List.of()));
        unreadable.add(torn);
        Collections.shuffle(messages, Chance.of(SEED + planted));
        var document = "PLANT-" + planted;
        messages.add(0, said(Erp.issue(document, "TENT-ALM-2", "3PL", 1, NIGHT.plus(Duration.ofHours(5)))));
        messages.add(new Message(
                Message.Way.WEBHOOK,
                Erp.issue(document, "TENT-ALM-2", "3PL", 2, NIGHT.plus(Duration.ofHours(5)))
                        .body(),
                List.of()));
        deadLetters.add("erp CONFLICT " + document + "-1");
        return messages;
    }

    private static Message message(Message.Way way, Wms.Pix wrong) {
        return new Message(way, Wms.json(List.of(wrong)).body(), List.of());
    }

    private Message said(Message message) {
        stock.add(message.facts());
        return message;
    }

    private Nordkai nightly() {
        var file = scenario.nightlyFile(stand());
        stock.add(file.facts());
        deadLetters.add("threepl MAPPING " + file.row("NK-9999", "ST", "5", "0").id("NK-9999", "ST"));
        return file;
    }

    /** A minute later for each file. */
    private Instant stand() {
        return NIGHT.minus(Duration.ofMinutes(30)).plus(Duration.ofMinutes(files.size()));
    }

    private Future<Void> upload(CrashClient client, String name, Nordkai file) {
        files.put(name, file);
        return client.upload(name, file);
    }

    private void everythingIsCountedOnce(RunningStockRelay program, Shops shops) throws IOException {
        var store = new Store(program);
        new Truth(program, store, shops, stock).holds();
        await().atMost(Truth.LIMIT).untilAsserted(() -> {
            assertThat(store.onHand(CrashBulk.START)).isEqualTo(bulk.units());
            assertThat(store.unfinishedRuns()).isEmpty();
        });
        var expected = new HashSet<>(stock.facts().keySet());
        var events = store.events().stream()
                .filter(event -> !event.startsWith("wms zero:"))
                .collect(Collectors.partitioningBy(event -> event.contains("-NB-"), Collectors.toSet()));
        assertThat(events.get(false)).isEqualTo(expected);
        assertThat(events.get(true)).hasSize((int) bulk.events());
        assertThat(store.readable()).containsExactlyInAnyOrderElementsOf(deadLetters);
        assertThat(store.unreadable()).isEqualTo(unreadable);
        var verify = program.get("/api/v1/verify"); // what ./stockrelay verify asks
        assertThat(Truth.json(verify).path("ok").asBoolean()).as(verify.body()).isTrue();
        filesAreThrough(program.data().resolve("sftp/threepl"));
    }

    /** Each file is in done once, and beside it every row with what became of it. */
    private void filesAreThrough(Path account) throws IOException {
        assertThat(account.resolve("in")).isEmptyDirectory();
        assertThat(account.resolve("failed")).isEmptyDirectory();
        var names = new TreeSet<String>();
        for (var file : files.entrySet()) {
            names.add(file.getKey());
            names.add(file.getKey() + ".result.csv");
            var rows = Files.readAllLines(account.resolve("done").resolve(file.getKey() + ".result.csv"));
            assertThat(rows.stream().filter(row -> !row.startsWith("#")).count() - 1)
                    .as("rows of %s in %s", file.getKey(), rows.subList(0, Math.min(8, rows.size())))
                    .isEqualTo(file.getValue().size());
        }
        try (var found = Files.list(account.resolve("done"))) {
            assertThat(found.map(path -> path.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }
}
