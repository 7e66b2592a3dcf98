package io.stockrelay.stock.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.CompleteRun;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.NaiveFold;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.RandomEvents;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private final List<DecidedBatch> written = Collections.synchronizedList(new ArrayList<>());
    private TestLedger ledger;

    @BeforeEach
    void open() {
        ledger = new TestLedger(DATABASE, 3, List.of((LedgerCompanion) this::write));
        ledger.jdbc()
                .execute("truncate position, position_state, event, reference_told, location_run, location_run_exempt");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void write(DecidedBatch batch) {
        for (var submission : batch.submissions()) {
            if (submission.submission().delivery().route().equals("poison")) {
                throw new IllegalStateException("poison");
            }
        }
        written.add(batch);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void concurrent_duplicated_shuffled_submissions_and_runs_end_in_the_naive_fold(long seed) {
        var world = new RandomEvents(seed, 6);
        var events = world.events(600);
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

        assertThat(ledger.units()).isEqualTo(new NaiveFold(events, runs).positions());
        assertThat(ledger.jdbc().queryForObject("select count(*) from event where event_id like 'e%'", Long.class))
                .isEqualTo(600);
        var outcomes = decided.stream()
                .flatMap(future -> future.join().outcomes().stream())
                .map(EventOutcome::outcome)
                .toList();
        assertThat(outcomes).filteredOn(outcome -> outcome == Outcome.DUPLICATE).hasSize(200);
        assertThat(outcomes).doesNotContain(Outcome.CONFLICT, Outcome.DEAD_LETTER);
        assertThat(ledger.invariants())
                .filteredOn(invariant -> !(invariant instanceof NettedIsItsBook)) // see OrderBookIT
                .allSatisfy(invariant -> assertThat(invariant.violations())
                        .as(invariant.sentence())
                        .isEmpty());
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
    void the_same_id_with_other_content_is_a_conflict_and_changes_nothing() {
        ledger.submit(Events.move(WMS, "1", EventType.RECEIVE, "A", WH1, 5, NOON));

        var again = ledger.submit(Events.move(WMS, "1", EventType.RECEIVE, "A", WH1, 6, NOON));

        assertThat(outcomes(again)).containsExactly(Outcome.CONFLICT);
        assertThat(again.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(CauseClass.CONFLICT);
            assertThat(failure.message()).contains("event 1 of wms");
        });
        assertThat(ledger.units()).containsExactly(java.util.Map.entry("A@WH1/ON_HAND", 5L));
    }

    @Test
    void a_group_with_a_conflict_is_left_out_whole() {
        ledger.submit(Events.move(WMS, "1", EventType.HOLD, "A", WH1, 5, NOON));
        List<StockEvent> pair = List.of(
                Events.move(WMS, "2", EventType.RECEIVE, "A", WH1, 7, NOON),
                Events.move(WMS, "1", EventType.HOLD, "A", WH1, 9, NOON));
        var submission = new Submission(
                TestLedger.delivery(WMS), List.of(new EventGroup(pair, "[{},{}]", 0)), List.of(), List.of(), List.of());

        var decided = ledger.submit(submission).join();

        assertThat(outcomes(decided)).containsExactly(Outcome.CONFLICT, Outcome.CONFLICT);
        assertThat(decided.failures()).hasSize(1);
        assertThat(ledger.units()).containsExactly(java.util.Map.entry("A@WH1/QUALITY_HOLD", 5L));
    }

    @Test
    void a_duplicate_tells_what_became_of_the_first() {
        var ship = Events.move(WMS, "1", EventType.SHIP, "A", WH1, 5, NOON.minusSeconds(60));
        ledger.submit(Events.onHand(WMS, "0", "A", WH1, 10, NOON));
        ledger.submit(ship);

        var again = ledger.submit(ship).outcomes().get(0);

        assertThat(again.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(again.original()).isEqualTo(Outcome.ALREADY_COUNTED);
    }

    @Test
    void a_complete_run_zeroes_what_it_did_not_name_also_what_is_seen_later_but_not_failed_rows() {
        ledger.submit(
                Events.onHand(WMS, "1", "GONE", WH1, 5, NOON.minusSeconds(600)),
                Events.onHand(WMS, "2", "FAILED", WH1, 7, NOON.minusSeconds(600)),
                Events.move(WMS, "3", EventType.RECEIVE, "GONE", WH1, 2, NOON.plusSeconds(60)));
        var run = new CompleteRun(
                "r1", WH1, NOON, Set.of(StockState.ON_HAND), Set.of(new Sku("FAILED"), new Sku("LATER-FAILED")));

        ledger.submit(TestLedger.submission(List.of(Events.onHand(WMS, "4", "THERE", WH1, 9, NOON)), List.of(run)))
                .join();
        ledger.submit(
                Events.move(WMS, "5", EventType.RECEIVE, "NEW", WH1, 3, NOON.minusSeconds(60)),
                Events.move(WMS, "6", EventType.RECEIVE, "LATER-FAILED", WH1, 4, NOON.minusSeconds(60)));

        assertThat(ledger.units())
                .containsOnly(
                        java.util.Map.entry("GONE@WH1/ON_HAND", 2L),
                        java.util.Map.entry("FAILED@WH1/ON_HAND", 7L),
                        java.util.Map.entry("THERE@WH1/ON_HAND", 9L),
                        java.util.Map.entry("LATER-FAILED@WH1/ON_HAND", 4L));
    }

    @Test
    void only_what_reads_differently_is_told_to_companions() {
        ledger.submit(Events.onHand(WMS, "1", "A", WH1, 5, NOON));
        written.clear();

        ledger.submit(Events.onHand(WMS, "2", "A", WH1, 5, NOON.plusSeconds(1)));
        ledger.submit(Events.onHand(WMS, "3", "A", WH1, 4, NOON.plusSeconds(2)));

        assertThat(written)
                .extracting(DecidedBatch::changed)
                .containsExactly(Set.of(), Set.of(new PositionKey(new Sku("A"), WH1)));
    }

    @Test
    void each_invariant_finds_what_breaks_it() {
        ledger.submit(
                Events.onHand(WMS, "1", "A", WH1, 5, NOON),
                Events.move(WMS, "2", EventType.SHIP, "A", WH1, 1, NOON.plusSeconds(1)),
                Events.move(WMS, "3", EventType.RECEIVE, "A", WH1, 1, NOON, "PO", null, Disposition.SELLABLE));
        ledger.submit(Events.expect("4", "A", WH1, 9, "PO", NOON));

        ledger.jdbc()
                .execute(
                        "update position_state set after_units = after_units + 7, base_as_of = base_as_of - interval '1 h'");

        assertThat(ledger.invariants())
                .filteredOn(invariant -> !(invariant instanceof NettedIsItsBook)) // OrderBookIT breaks that one
                .allSatisfy(invariant -> assertThat(invariant.violations())
                        .as(invariant.sentence())
                        .hasSize(1)
                        .first()
                        .asString()
                        .startsWith("A at WH1"));
    }

    @Test
    void a_poison_submission_fails_alone() {
        var poison = new io.stockrelay.shared.Delivery(
                new io.stockrelay.shared.ReceiptId(java.util.UUID.randomUUID()),
                WMS,
                "poison",
                NOON,
                null,
                java.util.Map.of(),
                null,
                new byte[0]);
        var futures = new ArrayList<CompletableFuture<DecidedSubmission>>();
        for (int i = 0; i < 20; i++) {
            futures.add(ledger.submit(TestLedger.submission(
                    List.of(Events.move(WMS, "n" + i, EventType.RECEIVE, "A", WH1, 1, NOON)), List.of())));
        }
        var bad = ledger.submit(new Submission(poison, List.of(), List.of(), List.of(), List.of()));

        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
        assertThatThrownBy(bad::join).hasRootCauseMessage("poison");
        assertThat(ledger.units()).containsEntry("A@WH1/ON_HAND", 20L);
    }

    private static List<Outcome> outcomes(DecidedSubmission decided) {
        return decided.outcomes().stream().map(EventOutcome::outcome).toList();
    }
}
