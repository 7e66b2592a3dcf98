package io.stockrelay.deadletter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetterFilter;
import io.stockrelay.deadletter.DeadLetters.RefusedPush;
import io.stockrelay.deadletter.Replay;
import io.stockrelay.deadletter.ReplayResult.Verdict;
import io.stockrelay.deadletter.ReplayRun;
import io.stockrelay.deadletter.ReplayRuns;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.deadletter.TrailEntry;
import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.Failure;
import io.stockrelay.source.Intake;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.Submission;
import io.stockrelay.testkit.TestPostgres;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReplayIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final Clock NOON = Clock.fixed(Samples.NOON, ZoneOffset.UTC);

    private final DataSource dataSource = DB.dataSource();
    private final JdbcDeadLetters letters = new JdbcDeadLetters(dataSource, () -> "gen-1", NOON);
    private final JdbcDeadLetterStore store = new JdbcDeadLetterStore(dataSource, NOON);
    private final JdbcReplayRuns runStore = new JdbcReplayRuns(dataSource, NOON);
    private final List<String> sentAgain = new ArrayList<>();
    private final SmallIntake intake = new SmallIntake();
    private final Replay replay =
            new Replay(store, intake, (channel, listing) -> sentAgain.add(channel + "/" + listing));
    private final ReplayRuns runs = new ReplayRuns(replay, store, runStore, NOON);

    @BeforeEach
    void clean() {
        DB.jdbc()
                .sql("truncate dead_letter_message, dead_letter, dead_letter_trail, dead_letter_replay")
                .update();
    }

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void a_mended_mapping_lets_a_parked_part_through_under_its_original_receipt() {
        var delivery = Samples.delivery("{}");
        letters.keep(delivery, List.of(Samples.unknownSku("e-1")));

        assertThat(replay.one(only().id(), "ann").verdict()).isEqualTo(Verdict.FAILED_AGAIN);
        assertThat(only().attempts()).isEqualTo(2);

        intake.isMended = true;
        var result = replay.one(only().id(), "ann");

        assertThat(result.verdict()).isEqualTo(Verdict.REPLAYED);
        assertThat(only().state()).isEqualTo(DeadLetter.State.REPLAYED);
        assertThat(intake.receipts).containsOnly(delivery.receipt().value());
        assertThat(store.trail(only().id()))
                .extracting(TrailEntry::action)
                .containsExactly(
                        TrailEntry.Action.REPLAYED,
                        TrailEntry.Action.REPLAY_FAILED,
                        TrailEntry.Action.FAILED_AGAIN,
                        TrailEntry.Action.KEPT);
    }

    @Test
    void a_crash_between_the_commit_and_the_closing_is_harmless() {
        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));
        intake.isMended = true;
        intake.resume(
                store.message(Objects.requireNonNull(only().messageId()))
                        .orElseThrow()
                        .delivery(),
                "[{\"id\":\"e-1\"}]");

        var result = replay.one(only().id(), "ann");

        assertThat(result.verdict()).isEqualTo(Verdict.REPLAYED);
        assertThat(result.detail()).isEqualTo("1 taken before, not counted twice");
    }

    @Test
    void a_closed_one_is_not_replayed_again() {
        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));
        store.close(only(), DeadLetter.State.DISCARDED, "not ours", "ann");

        assertThat(replay.one(only().id(), "ann").verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(intake.receipts).isEmpty();
    }

    @Test
    void an_unknown_number_is_said_to_be_unknown() {
        assertThat(replay.one(999, "ann").verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void a_busy_ledger_leaves_it_open_without_counting() {
        letters.keep(Samples.delivery("{}"), List.of(Samples.unknownSku("e-1")));
        intake.isFull = true;

        assertThat(replay.one(only().id(), "ann").verdict()).isEqualTo(Verdict.TRY_LATER);
        assertThat(only().attempts()).isEqualTo(1);
    }

    @Test
    void a_push_is_derived_anew_from_present_truth() {
        letters.keepPush(
                new RefusedPush(new ChannelId("shop"), 42, "10045", CauseClass.REJECTED, "no", 1, new byte[0], null));

        assertThat(replay.one(only().id(), "ann").verdict()).isEqualTo(Verdict.REPLAYED);
        assertThat(sentAgain).containsExactly("shop/42");
    }

    @Test
    void a_run_replays_what_it_was_asked_for_and_counts() {
        keepMany(5);
        intake.isMended = true;
        var run = runs.start(UUID.randomUUID(), DeadLetterFilter.OPEN, "ann").orElseThrow();

        ReplayRun ended = ended(run);

        assertThat(ended.state()).isEqualTo(ReplayRun.State.DONE);
        assertThat(ended.replayed()).isEqualTo(5);
        assertThat(store.count(DeadLetterFilter.OPEN)).isZero();
    }

    @Test
    void a_cancelled_run_leaves_the_rest_open() throws InterruptedException {
        keepMany(5);
        intake.isMended = true;
        intake.gate = new CountDownLatch(1);
        var run = runs.start(UUID.randomUUID(), DeadLetterFilter.OPEN, "ann").orElseThrow();
        intake.entered.await();

        assertThat(runStore.askCancel(run.id())).isTrue();
        intake.gate.countDown();

        assertThat(ended(run).state()).isEqualTo(ReplayRun.State.CANCELLED);
        assertThat(store.count(DeadLetterFilter.OPEN)).isEqualTo(4);
    }

    @Test
    void a_run_against_a_ledger_that_stays_full_stops_and_says_so() {
        keepMany(3);
        intake.isFull = true;
        var run = runs.start(UUID.randomUUID(), DeadLetterFilter.OPEN, "ann").orElseThrow();

        ReplayRun ended = ended(run);

        assertThat(ended.state()).isEqualTo(ReplayRun.State.STOPPED);
        assertThat(ended.note()).contains("still open", "queue is full");
    }

    private void keepMany(int count) {
        letters.keep(
                Samples.delivery("{}"),
                IntStream.range(0, count)
                        .mapToObj(number -> Samples.unknownSku("e-" + number))
                        .toList());
    }

    private ReplayRun ended(ReplayRun run) {
        return await().until(
                        () -> runStore.find(run.id()).orElseThrow(), found -> found.state() != ReplayRun.State.RUNNING);
    }

    private DeadLetter only() {
        var found = store.list(DeadLetterFilter.ALL, Long.MAX_VALUE, 10);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Behaves as the real way in does towards replays: failures reach the dead letters in the ledger's transaction. */
    private final class SmallIntake implements Intake {
        final List<UUID> receipts = new ArrayList<>();
        final Set<String> taken = new HashSet<>();
        final CountDownLatch entered = new CountDownLatch(1);
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile boolean isMended;
        volatile boolean isFull;

        @Override
        public DecidedSubmission resume(Delivery delivery, String canonicalJson) {
            if (isFull) {
                throw new LedgerFull("the ledger's queue is full");
            }
            entered.countDown();
            awaitGate();
            receipts.add(delivery.receipt().value());
            String id = canonicalJson.replaceAll(".*:\"(.*)\".*", "$1");
            if (isMended) {
                return Samples.decided(delivery, List.of(), taken.add(id) ? Outcome.APPLIED : Outcome.DUPLICATE);
            }
            List<Failure> failures = List.of(Samples.unknownSku(id));
            var decided = Samples.decided(delivery, failures, Outcome.DEAD_LETTER);
            letters.write(new DecidedBatch(List.of(decided), Set.of()));
            return decided;
        }

        private void awaitGate() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public DecidedSubmission take(Delivery delivery) {
            return Samples.decided(delivery, List.of(), Outcome.APPLIED);
        }

        @Override
        public DecidedSubmission takeWhenRoom(Delivery delivery) {
            return take(delivery);
        }

        @Override
        public DecidedSubmission refuse(Delivery delivery, Failure failure) {
            throw new IllegalStateException("a replay never refuses");
        }

        @Override
        public Submission prepare(Delivery delivery) {
            throw new IllegalStateException("a replay never only prepares");
        }
    }
}
