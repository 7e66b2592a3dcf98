package io.stockrelay.stock.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH2;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Invariant;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LotEvents;
import io.stockrelay.stock.LotExpiry;
import io.stockrelay.stock.LotFacts;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.LotOutlook;
import io.stockrelay.stock.LotPolicy;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.LotView;
import io.stockrelay.stock.NaiveLots;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.RandomEvents;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LotLedgerIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final PositionKey AT_WH1 = new PositionKey(new Sku("A"), WH1);
    private static final PositionKey AT_WH2 = new PositionKey(new Sku("A"), WH2);

    private final List<DecidedBatch> written = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
    private TestLedger ledger;

    @BeforeEach
    void open() {
        var policy =
                Events.policy().with(new LotPolicy(Map.of(), sku -> sku.value().equals("FRESH") ? 7 : 0));
        ledger = new TestLedger(
                DATABASE, 3, List.of((LedgerCompanion) written::add), any -> LedgerGuest.NONE, policy, offset::get);
        ledger.jdbc()
                .execute("truncate position, position_state, event, reference_told, location_run,"
                        + " location_run_exempt, lot, lot_state, lot_turn");
        turnTo(NOON);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void concurrent_duplicated_shuffled_lot_events_and_runs_end_in_the_naive_fold(long seed) {
        var world = new RandomEvents(seed, 4);
        var events = LotEvents.random(world.events(600), seed);
        var runs = world.runs(3);
        var random = Chance.of(seed);
        var arrival = new ArrayList<>(events);
        arrival.addAll(events.subList(0, 200));
        Collections.shuffle(arrival, random);

        var submissions = chunks(arrival, random);
        runs.forEach(run -> submissions.add(TestLedger.submission(List.of(), List.of(run))));
        runs.forEach(run -> submissions.add(TestLedger.submission(List.of(), List.of(run))));
        Collections.shuffle(submissions, random);
        var decided = submissions.stream().map(ledger::submit).toList();
        CompletableFuture.allOf(decided.toArray(CompletableFuture[]::new)).join();

        var expected = new NaiveLots(events, runs, LocalDate.ofInstant(NOON, ZoneOffset.UTC));
        assertThat(ledger.lotUnits()).isEqualTo(expected.lots());
        assertThat(ledger.units()).isEqualTo(expected.positions());
        assertNothingIsWrong();
    }

    private static List<Submission> chunks(List<StockEvent> arrival, Random random) {
        var submissions = new ArrayList<Submission>();
        int from = 0;
        while (from < arrival.size()) {
            int to = Math.min(arrival.size(), from + 1 + random.nextInt(8));
            submissions.add(TestLedger.submission(arrival.subList(from, to), List.of()));
            from = to;
        }
        return submissions;
    }

    @Test
    void a_lot_is_not_available_from_the_day_after_its_last_wherever_it_is() {
        receive("1", "L1", "2026-11-23", 10, WMS, AT_WH1);
        receive("2", "L2", null, 5, WMS, AT_WH1);
        receive("3", "L1", null, 7, WMS, AT_WH2);

        turnTo(Instant.parse("2026-11-23T23:50:00Z"));
        assertThat(expiry()).isZero();
        assertThat(view(AT_WH1).available()).isEqualTo(15);

        turnTo(Instant.parse("2026-11-24T00:00:00Z"));
        written.clear();
        assertThat(expiry()).isEqualTo(2);

        assertThat(view(AT_WH1).available()).isEqualTo(5);
        assertThat(view(AT_WH1).unusable()).isEqualTo(10);
        assertThat(view(AT_WH1).onHand()).isEqualTo(15);
        assertThat(view(AT_WH2).available()).isZero();
        assertThat(written).extracting(DecidedBatch::changed).contains(Set.of(AT_WH1, AT_WH2));
        assertThat(expiry()).isZero();
        assertThat(reasons()).anySatisfy(reason -> assertThat(reason).contains("L1 (last day 2026-11-23)"));
        assertNothingIsWrong();
    }

    @Test
    void an_item_may_ask_for_days_to_spare() {
        var fresh = new PositionKey(new Sku("FRESH"), WH1);
        receive("1", "L1", "2026-11-28", 10, WMS, fresh);

        turnTo(Instant.parse("2026-11-21T23:50:00Z"));
        assertThat(expiry()).isZero();
        turnTo(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(expiry()).isOne();

        assertThat(view(fresh).available()).isZero();
    }

    @Test
    void whatever_looks_at_a_position_sees_that_time_has_passed() {
        receive("1", "L1", "2026-11-23", 10, WMS, AT_WH1);
        turnTo(Instant.parse("2026-11-24T00:00:00Z"));

        receive("2", "L2", null, 5, WMS, AT_WH1);

        assertThat(view(AT_WH1).available()).isEqualTo(5);
        assertThat(expiry()).isZero();
    }

    @Test
    void an_expiry_told_at_one_place_holds_at_every_other_and_may_come_late() {
        receive("1", "L1", null, 10, WMS, AT_WH1);
        receive("2", "L1", null, 7, WMS, AT_WH2);
        written.clear();

        var told = Events.move(WMS, "3", EventType.RECEIVE, "A", WH1, 1, NOON.minusSeconds(60));
        ledger.submit(LotEvents.of("L1", LocalDate.parse("2026-11-01"), told));

        assertThat(view(AT_WH1).available()).isZero();
        assertThat(view(AT_WH2).available()).isZero();
        assertThat(written).extracting(DecidedBatch::changed).containsExactly(Set.of(AT_WH1, AT_WH2));
        assertNothingIsWrong();

        var mended = Events.move(WMS, "4", EventType.SHIP, "A", WH2, 1, NOON);
        ledger.submit(LotEvents.of("L1", LocalDate.parse("2027-11-01"), mended));

        assertThat(view(AT_WH1).available()).isEqualTo(11);
        assertThat(view(AT_WH2).available()).isEqualTo(6);
        assertNothingIsWrong();
    }

    @Test
    void a_blocked_lot_is_not_available_anywhere_until_it_is_unblocked() {
        receive("1", "L1", null, 10, WMS, AT_WH1);
        receive("2", "L1", null, 7, WMS, AT_WH2);
        receive("3", "L2", null, 2, WMS, AT_WH2);

        block("L1", "recall 17");
        assertThat(block("L1", "recall 17")).isEqualTo("recall 17 by ann");

        assertThat(view(AT_WH1).available()).isZero();
        assertThat(view(AT_WH2).available()).isEqualTo(2);
        assertThat(reasons()).anySatisfy(reason -> assertThat(reason).contains("L1 (blocked by ann: recall 17)"));
        assertThat(ledger.lots().of(new Sku("A"), 100))
                .extracting(LotView::lot, LotView::onHand, LotView::isUsable)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("L1", 10L, false),
                        org.assertj.core.groups.Tuple.tuple("L1", 7L, false),
                        org.assertj.core.groups.Tuple.tuple("L2", 2L, true));
        assertNothingIsWrong();

        assertThat(block("L1", null)).isEqualTo("free");
        assertThat(view(AT_WH1).available()).isEqualTo(10);
        assertNothingIsWrong();
    }

    @Test
    void a_lot_may_be_blocked_before_it_arrives() {
        block("L1", "recall 17");

        receive("1", "L1", null, 10, WMS, AT_WH1);

        assertThat(view(AT_WH1).available()).isZero();
        assertNothingIsWrong();
    }

    @Test
    void who_keeps_a_location_blocks_a_lot_there_and_nowhere_else() {
        receive("1", "L1", "2026-12-01", 10, WMS, AT_WH1);
        receive("2", "L1", null, 7, WMS, AT_WH2);
        written.clear();

        tell("b", EventType.LOT_BLOCK, "L1", 60);
        tell("b", EventType.LOT_BLOCK, "L1", 60); // sent again
        tell("late", EventType.LOT_RELEASE, "L1", 30);

        assertThat(view(AT_WH1)).satisfies(view -> {
            assertThat(view.available()).isZero();
            assertThat(view.unusable()).isEqualTo(10);
        });
        assertThat(view(AT_WH2).available()).isEqualTo(7);
        assertThat(written).extracting(DecidedBatch::changed).contains(Set.of(AT_WH1));
        assertThat(ledger.lots().of(new Sku("A"), 9))
                .extracting(LotView::isUsable, LotView::blocked)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                false, new LotFacts.Block("told b", "wms", NOON.plusSeconds(60))),
                        org.assertj.core.groups.Tuple.tuple(true, null));
        assertThat(ledger.lots().find(new LotKey(new Sku("A"), "L1"))).hasValueSatisfying(known -> {
            assertThat(known.blocked())
                    .containsOnly(
                            Map.entry(AT_WH1.location(), new LotFacts.Block("told b", "wms", NOON.plusSeconds(60))));
            assertThat(known.facts().expiresOn()).hasToString("2026-12-01");
            assertThat(known.facts().block()).isNull();
        });
        assertThat(ledger.lots().find(new LotKey(new Sku("A"), "L2"))).isEmpty();
        assertThat(ledger.lots().outlook(List.of(AT_WH1)).values()).containsExactly(new LotOutlook(0, List.of()));
        assertThat(new JdbcHistory(ledger.jdbc()).find(new EventKey(WMS, "b")))
                .hasValueSatisfying(event -> assertThat(event)
                        .returns(Map.of(StockState.BLOCKED, 1L), io.stockrelay.stock.RecordedEvent::stated)
                        .returns("L1", io.stockrelay.stock.RecordedEvent::lot));
        assertNothingIsWrong();

        tell("r", EventType.LOT_RELEASE, "L1", 90);
        assertThat(view(AT_WH1).available()).isEqualTo(10);
        assertThat(ledger.lots()
                        .find(new LotKey(new Sku("A"), "L1"))
                        .orElseThrow()
                        .blocked())
                .isEmpty();
        assertNothingIsWrong();
    }

    @Test
    void a_lot_may_be_blocked_by_its_source_before_it_arrives() {
        tell("b", EventType.LOT_BLOCK, "L1", 60);
        assertThat(ledger.lots().of(new Sku("A"), 9))
                .as("lots that hold anything")
                .isEmpty();
        assertThat(ledger.lots()
                        .find(new LotKey(new Sku("A"), "L1"))
                        .orElseThrow()
                        .blocked())
                .containsOnlyKeys(AT_WH1.location());

        receive("1", "L1", "2026-12-01", 10, WMS, AT_WH1);

        assertThat(view(AT_WH1).available()).isZero();
        assertThat(reasons()).isEmpty();
        assertNothingIsWrong();
    }

    private void tell(String id, EventType type, String lot, long seconds) {
        var word = Events.move(WMS, id, EventType.HOLD, "A", WH1, 0, NOON.plusSeconds(seconds));
        ledger.submit(LotEvents.ofLot(type, LotEvents.of(lot, null, word)));
    }

    @Test
    void a_complete_run_zeroes_lots_it_did_not_name_also_of_items_it_did_and_of_those_seen_later() {
        level("1", "IN", "GONE", 5, NOON.minusSeconds(600));
        level("2", "OUT", "L1", 7, NOON.minusSeconds(600));
        var run = new CompleteRun("r1", WH1, NOON, Set.of(StockState.ON_HAND), Set.of());

        var named = LotEvents.of("THERE", null, Events.onHand(WMS, "3", "IN", WH1, 9, NOON));
        ledger.submit(TestLedger.submission(List.of(named), List.of(run))).join();
        var late = Events.move(WMS, "4", EventType.RECEIVE, "IN", WH1, 3, NOON.minusSeconds(60));
        ledger.submit(LotEvents.of("LATER", null, late));
        var after = Events.move(WMS, "5", EventType.RECEIVE, "OUT", WH1, 2, NOON.plusSeconds(60));
        ledger.submit(LotEvents.of("L1", null, after));

        assertThat(ledger.lotUnits())
                .containsOnly(Map.entry("IN|THERE@WH1/ON_HAND", 9L), Map.entry("OUT|L1@WH1/ON_HAND", 2L));
        assertThat(ledger.units()).containsOnly(Map.entry("IN@WH1/ON_HAND", 9L), Map.entry("OUT@WH1/ON_HAND", 2L));
        assertNothingIsWrong();
    }

    @Test
    void an_item_that_gets_lots_keeps_what_it_had() {
        ledger.submit(
                Events.onHand(WMS, "1", "A", WH1, 20, NOON),
                Events.move(WMS, "2", EventType.SHIP, "A", WH1, 3, NOON.plusSeconds(10)));

        level("3", "A", "L1", 5, NOON.plusSeconds(20));
        ledger.submit(Events.move(WMS, "4", EventType.SHIP, "A", WH1, 1, NOON.plusSeconds(30)));

        assertThat(ledger.lotUnits()).containsOnly(Map.entry("A|@WH1/ON_HAND", 16L), Map.entry("A|L1@WH1/ON_HAND", 5L));
        assertThat(view(AT_WH1).onHand()).isEqualTo(21);
        assertNothingIsWrong();
    }

    @Test
    void each_invariant_of_lots_finds_what_breaks_it() {
        receive("1", "L1", "2026-11-01", 10, WMS, AT_WH1);
        level("2", "A", "L2", 5, NOON);
        tell("3", EventType.LOT_BLOCK, "L2", 60);

        assertFinds("update lot_state set after_units = after_units + 1 where lot = 'L1'", 0);
        assertFinds("update lot_state set base_as_of = base_as_of - interval '1 h' where lot = 'L2' and state = 0", 0);
        assertFinds("update position_state set after_units = after_units + 1 where state = 0", 1);
        assertFinds("update position_state set after_units = 0 where state = " + StockState.UNUSABLE.ordinal(), 2);
        var blocked = " where state = " + StockState.BLOCKED.ordinal();
        assertFinds("update lot_state set base_units = 0" + blocked, 0);
        assertFinds("update lot_state set base_units = 0" + blocked, 2);
        assertFinds("update lot_state set base_as_of = base_as_of - interval '1 h'" + blocked, 0);
        assertFinds("update lot set expires_on = '2027-01-01'", 2);
    }

    private void assertFinds(String damage, int invariant) {
        assertNothingIsWrong();
        var jdbc = ledger.jdbc();
        var transactions = new org.springframework.transaction.support.TransactionTemplate(
                new org.springframework.jdbc.datasource.DataSourceTransactionManager(
                        Objects.requireNonNull(jdbc.getDataSource())));
        transactions.executeWithoutResult(status -> {
            assertThat(jdbc.update(damage)).as(damage).isPositive();
            assertThat(ledger.lotInvariants().get(invariant).violations())
                    .as(damage)
                    .singleElement()
                    .asString()
                    .startsWith("A at WH1");
            status.setRollbackOnly();
        });
    }

    private void assertNothingIsWrong() {
        for (var invariants : List.of(ledger.invariants(), ledger.lotInvariants())) {
            assertThat(invariants)
                    .allSatisfy((Invariant invariant) -> assertThat(invariant.violations())
                            .as(invariant.sentence())
                            .isEmpty());
        }
    }

    private void turnTo(Instant time) {
        var now = Objects.requireNonNull(ledger.jdbc().queryForObject("select now()", java.time.OffsetDateTime.class));
        offset.set(Duration.between(now.toInstant(), time));
    }

    private int expiry() {
        return new LotExpiry(ledger.lots()).take();
    }

    private void receive(
            String id,
            String lot,
            @org.jspecify.annotations.Nullable String expiresOn,
            long units,
            io.stockrelay.shared.SourceId source,
            PositionKey at) {
        var event = Events.move(
                source, id, EventType.RECEIVE, at.sku().value(), at.location(), units, NOON.minusSeconds(3600));
        ledger.submit(LotEvents.of(lot, expiresOn == null ? null : LocalDate.parse(expiresOn), event));
    }

    private void level(String id, String sku, String lot, long units, Instant asOf) {
        ledger.submit(LotEvents.of(lot, null, Events.onHand(WMS, id, sku, WH1, units, asOf)));
    }

    private String block(String lot, @org.jspecify.annotations.Nullable String reason) {
        var facts = ledger.lots()
                .submit(new LotTask.Blocking(new Sku("A"), lot, reason, "ann"))
                .join();
        assertThat(ledger.lots().find(new LotKey(new Sku("A"), lot)))
                .hasValueSatisfying(known -> assertThat(known.facts()).isEqualTo(facts));
        var block = facts.block();
        return block == null ? "free" : block.reason() + " by " + block.actor();
    }

    private PositionView view(PositionKey key) {
        return Objects.requireNonNull(ledger.positions().read(List.of(key)).get(key));
    }

    private List<String> reasons() {
        return ledger.jdbc()
                .queryForList("select reason from event where source = 'lots' order by number", String.class);
    }
}
