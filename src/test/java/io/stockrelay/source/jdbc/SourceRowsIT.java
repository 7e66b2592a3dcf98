package io.stockrelay.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.mapping.Mapped;
import io.stockrelay.mapping.Mappings;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.source.FileRun;
import io.stockrelay.source.FileRuns;
import io.stockrelay.source.FileRuns.Arrival;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceSettings.Autumn;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.source.UnknownSource;
import io.stockrelay.stock.DecidedBatch;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.Ledger;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.LotMark;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.Submission;
import io.stockrelay.testkit.FixedSources;
import io.stockrelay.testkit.PlainMappings;
import io.stockrelay.testkit.RecordingLedger;
import io.stockrelay.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRowsIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final SourceId SOURCE = new SourceId("threepl");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final ReceiptIds ids = new ReceiptIds();

    @TempDir
    Path folder;

    @Test
    void a_receipt_tells_each_event_and_its_outcome() {
        var rows = new ReceiptRows(DB.dataSource());
        var outcomes = List.of(
                new EventOutcome("A-1", Outcome.APPLIED, null, null, 0),
                new EventOutcome("A-2", Outcome.DUPLICATE, Outcome.APPLIED, "told\tso", 0));
        var batch = batch(delivery(null), outcomes);

        rows.write(batch);
        rows.write(batch); // a commit in doubt is decided again

        var id = batch.submissions().get(0).submission().delivery().receipt();
        assertThat(rows.find(id)).hasValueSatisfying(receipt -> {
            assertThat(receipt.source()).isEqualTo(SOURCE);
            assertThat(receipt.receivedAt()).isEqualTo(NOW);
            assertThat(receipt.outcomes()).isEqualTo(outcomes);
        });
        assertThat(rows.find(ids.next())).isEmpty();
    }

    @Test
    void a_pause_outlives_a_restart_and_counts_add_up() {
        var counts = new SourceCounts();
        var rows = sources(counts);

        rows.pause(SOURCE, "anna");
        for (int i = 0; i < 2; i++) {
            counts.committed(batch(delivery(null), List.of(new EventOutcome("B", Outcome.APPLIED, null, null, 0))));
            counts.committed(batch(delivery(null), List.of(new EventOutcome("B", Outcome.STALE, null, null, 0))));
            rows.refresh();
        }

        var restarted = sources(new SourceCounts());
        restarted.refresh();
        assertThat(restarted.isPaused(SOURCE)).isTrue();
        assertThat(restarted.status(SOURCE)).hasValueSatisfying(status -> {
            assertThat(status.pausedBy()).isEqualTo("anna");
            assertThat(status.deliveries()).isEqualTo(4);
            assertThat(status.lastAppliedAt()).isEqualTo(NOW);
            assertThat(status.outcomes()).isEqualTo(Map.of(Outcome.APPLIED, 2L, Outcome.STALE, 2L));
        });
        assertThat(restarted.resume(SOURCE, "anna").isPaused()).isFalse();
        assertThatThrownBy(() -> restarted.pause(new SourceId("nobody"), "anna"))
                .isInstanceOf(UnknownSource.class);
    }

    @Test
    void a_run_cut_off_goes_on_and_hands_no_chunk_over_twice() throws Exception {
        var store = new FileRunRows(DB.dataSource(), DB.transactions());
        var ledger = new CuttingLedger(store, 2);
        var text = new StringBuilder("id;sku;quantity\n");
        for (int i = 1; i <= 9_000; i++) {
            text.append("C").append(i).append(";C-").append(i).append(";1\n");
        }
        var file = Files.writeString(folder.resolve("c.csv"), text);
        var runs = runs(store, ledger, false);

        assertThatThrownBy(() -> runs.take(arrival(file), folder)).isInstanceOf(LedgerUnavailable.class);
        ledger.chunksMax = Integer.MAX_VALUE;
        var taken = runs.take(arrival(file), folder);

        assertThat(taken.run().state()).isEqualTo(FileRun.State.DONE);
        assertThat(taken.run().counts()).isEqualTo(Map.of(Outcome.APPLIED, 9_000L));
        assertThat(ledger.inner.applied()).hasSize(9_000).doesNotHaveDuplicates();
        runs.delivered(taken);
        runs.moved(taken);
        assertThat(store.lastLine(taken.run().id())).isZero();
    }

    @Test
    void a_file_cut_off_before_its_move_keeps_its_report_and_is_no_repeat() throws Exception {
        var store = new FileRunRows(DB.dataSource(), DB.transactions());
        var file = Files.writeString(folder.resolve("e.csv"), "id;sku;quantity\nE1;E-1;5\nE2;E-2;x\n");
        var runs = runs(store, new CuttingLedger(store, 100), false);
        var before = runs.take(arrival(file), folder);
        runs.delivered(before);

        var again = runs.take(arrival(file), folder);

        assertThat(again.run().id()).isEqualTo(before.run().id());
        assertThat(again.name()).isEqualTo("e.csv");
        assertThat(again.report()).hasSameTextualContentAs(before.report());
        runs.delivered(again);
        runs.moved(again);
        assertThat(runs.take(arrival(file), folder).run().problem()).startsWith("the very same file came before");
    }

    @Test
    void a_file_cut_off_before_it_was_refused_is_refused_whole() throws Exception {
        var store = new FileRunRows(DB.dataSource(), DB.transactions());
        var ledger = new CuttingLedger(store, 100);
        var file = Files.writeString(folder.resolve("f.csv"), "id;sku\nF1;F-1\n");
        var refused = runs(store, ledger, false).take(arrival(file), folder).run();
        DB.jdbc()
                .sql("update file_run set state = 'STAGING', problem = null, finished_at = null where id = ?")
                .param(refused.id().value())
                .update();

        var again = runs(store, ledger, false).take(arrival(file), folder).run();

        assertThat(again.state()).isEqualTo(FileRun.State.REFUSED);
        assertThat(again.id()).isEqualTo(refused.id());
        assertThat(ledger.inner.taken()).isEmpty();
    }

    @Test
    void an_approved_run_cut_off_before_its_result_was_delivered_goes_on() throws Exception {
        var store = new FileRunRows(DB.dataSource(), DB.transactions());
        var file = Files.writeString(folder.resolve("g.csv"), "id;sku;quantity\nG1;G-1;5\n");
        var runs = runs(store, new CuttingLedger(store, 100), false);
        var run = runs.take(arrival(file), folder).run();
        DB.jdbc()
                .sql("update file_run set state = 'HELD', finished_at = null where id = ?")
                .param(run.id().value())
                .update();
        runs.approve(run.id(), "anna");
        runs.goOn(runs.approved().get(0), folder); // and dies here

        var taken = runs.goOn(runs.approved().get(0), folder);

        assertThat(taken.folder()).isEqualTo(FileRuns.HELD);
        assertThat(Files.readString(taken.report())).contains("2;applied;G1");
        runs.delivered(taken);
        runs.moved(taken);
        assertThat(runs.approved()).isEmpty();
    }

    @Test
    void rows_of_one_position_are_summed_where_the_source_says_so() throws Exception {
        var store = new FileRunRows(DB.dataSource(), DB.transactions());
        var ledger = new CuttingLedger(store, 100);
        var file = Files.writeString(folder.resolve("d.csv"), "id;sku;quantity\nD1;D;5\nD2;E;1\nD3;D;7\n");

        var taken = runs(store, ledger, true).take(arrival(file), folder);

        var units = ledger.inner.taken().stream()
                .flatMap(submission -> submission.groups().stream())
                .map(group -> (LevelEvent) group.events().get(0))
                .map(level -> level.header().key().id() + "=" + level.units().get(StockState.ON_HAND))
                .toList();
        assertThat(units).containsExactlyInAnyOrder("D1=12", "D2=1");
        assertThat(Files.readString(taken.report())).contains("4;summed;;D;WH1;added to line 2");
    }

    @Test
    void rows_about_different_lots_of_one_position_are_no_repeats() throws Exception {
        var store = new FileRunRows(DB.dataSource(), DB.transactions());
        var ledger = new CuttingLedger(store, 100);
        var file =
                Files.writeString(folder.resolve("l.csv"), "id;sku;quantity;lot\nL1;D;5;one\nL2;D;7;two\nL3;D;9;one\n");

        var taken = runs(store, ledger, false).take(arrival(file), folder);

        var units = ledger.inner.taken().stream()
                .flatMap(submission -> submission.groups().stream())
                .map(group -> (LevelEvent) group.events().get(0))
                .map(level -> level.header().lot() + "=" + level.units().get(StockState.ON_HAND))
                .toList();
        assertThat(units)
                .containsExactlyInAnyOrder(
                        LotMark.controlled("one", null) + "=5", LotMark.controlled("two", null) + "=7");
        assertThat(Files.readString(taken.report()))
                .contains("line 4 repeats SKU D at WH1, lot one, which line 2 stated already");
    }

    @ParameterizedTest(name = "complete {0}: {1} units after")
    @CsvSource({"true, 12", "false, 16"})
    void the_guard_adds_up_lots_and_those_a_file_does_not_name(boolean isComplete, long after) throws Exception {
        DB.jdbc().sql("""
                        with p as (insert into position (sku, location) values ('LOTS', 'WH7') returning id),
                        s as (insert into position_state (position_id, state, after_units) select id, 0, 10 from p)
                        insert into lot_state (position_id, lot, state, after_units)
                        select id, v.lot, 0, v.units from p, (values ('one', 6), ('two', 4)) as v(lot, units)
                        """).update();
        var store = new FileRunRows(DB.dataSource(), DB.transactions());
        var file = Files.writeString(
                folder.resolve("m" + isComplete + ".csv"),
                "id;sku;location;quantity;lot\nM1;LOTS;WH7;5;one\nM2;LOTS;WH7;7;three\n");
        var run = runs(store, new CuttingLedger(store, 100), false)
                .take(arrival(file), folder)
                .run();

        var effects = store.effects(run.id(), isComplete);

        assertThat(effects).singleElement().satisfies(effect -> {
            assertThat(effect.unitsBefore()).isEqualTo(10);
            assertThat(effect.unitsAfter()).isEqualTo(after);
            assertThat(effect.isRepeated()).isFalse();
        });
        DB.jdbc()
                .sql("delete from position_state; delete from lot_state; delete from position")
                .update();
    }

    private FileRuns runs(FileRunRows store, Ledger ledger, boolean isSummed) {
        return new FileRuns(
                store,
                directory(isSummed),
                mapping(),
                ledger,
                (source, location) -> List.of(),
                ids,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Mappings mapping() {
        var plain = new PlainMappings();
        return new Mappings() {
            @Override
            public boolean knows(SourceId source) {
                return true;
            }

            @Override
            public Mapped map(Delivery delivery) {
                throw new UnsupportedOperationException("rows only");
            }

            @Override
            public Mapped mapRow(Delivery file, long line, Map<String, String> row) {
                var mapped = plain.mapRow(file, line, row);
                return new Mapped(mapped.groups(), mapped.failures(), mapped.ignored(), mapped.finals());
            }

            @Override
            public Mapped resume(Delivery delivery, String canonicalJson) {
                throw new UnsupportedOperationException("rows only");
            }
        };
    }

    private static Arrival arrival(Path file) {
        return new Arrival(SOURCE, "threepl", file.getFileName().toString(), file);
    }

    private static SourceRows sources(SourceCounts counts) {
        return new SourceRows(DB.jdbc(), directory(false), counts, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static FixedSources directory(boolean isSummed) {
        var file = new CsvFile("UTF-8", ';', List.of("id", "sku", "quantity"), 1_000_000, 100_000_000);
        return new FixedSources(List.of(new SourceSettings(
                SOURCE, "3PL", ZoneOffset.UTC, Autumn.EARLIER, "x", Duration.ofMinutes(5), isSummed, null, file)));
    }

    private Delivery delivery(String fileName) {
        return new Delivery(
                new ReceiptId(ids.next().value()), SOURCE, "r", NOW, "text/csv", Map.of(), fileName, new byte[0]);
    }

    private static DecidedBatch batch(Delivery delivery, List<EventOutcome> outcomes) {
        var submission = new Submission(delivery, List.of(), List.of(), List.of(), List.of());
        return new DecidedBatch(List.of(new DecidedSubmission(submission, outcomes, List.of())), Set.of());
    }

    /** Is away after some chunks, as a crash would have it. */
    private static final class CuttingLedger implements Ledger {

        final RecordingLedger inner = new RecordingLedger();
        private final FileRunRows companion;
        int chunksMax;

        CuttingLedger(FileRunRows companion, int chunksMax) {
            this.companion = companion;
            this.chunksMax = chunksMax;
        }

        @Override
        public CompletableFuture<DecidedSubmission> submit(Submission submission) {
            if (inner.taken().size() >= chunksMax) {
                return CompletableFuture.failedFuture(new LedgerUnavailable("cut off", new IllegalStateException()));
            }
            var decided = inner.submit(submission).join();
            companion.write(new DecidedBatch(List.of(decided), Set.of()));
            return CompletableFuture.completedFuture(decided);
        }

        @Override
        public CompletableFuture<DecidedSubmission> submitWhenRoom(Submission submission) {
            return submit(submission);
        }
    }
}
