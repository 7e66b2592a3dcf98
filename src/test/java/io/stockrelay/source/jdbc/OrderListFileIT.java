package io.stockrelay.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.mapping.MappedSource;
import io.stockrelay.mapping.MappingFolder;
import io.stockrelay.source.FileRun;
import io.stockrelay.source.FileRuns;
import io.stockrelay.source.FileRuns.Arrival;
import io.stockrelay.source.FileRuns.Taken;
import io.stockrelay.source.ReceiptIds;
import io.stockrelay.source.SourceSettings;
import io.stockrelay.source.SourceSettings.Autumn;
import io.stockrelay.source.SourceSettings.CsvFile;
import io.stockrelay.stock.BookWorld;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.StockState;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.FixedSources;
import io.stockrelay.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An ERP's list of open orders as a file, by the sample's mapping, through the real ledger. */
class OrderListFileIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private static final String HEADER = "plant;order;item;material;unit;open;asOf\n";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T13:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path home;

    private String mapping = "";
    private TestLedger ledger;
    private FileRuns runs;
    private FileRunRows store;

    @BeforeEach
    void begin() throws IOException {
        mapping = Files.readString(Path.of("samples/open-orders/row.jq"));
        open();
    }

    private void open() throws IOException {
        var folder = Files.createDirectories(home.resolve("mappings/erp"));
        Files.writeString(folder.resolve("row.jq"), mapping);
        Files.writeString(
                home.resolve("mappings/items.csv"),
                "sku,description,category,gtin,base_unit,decimals\nTENT,tent,c,,EA,0\nGAS,gas,c,,EA,0\n");
        store = new FileRunRows(DB.dataSource(), DB.transactions());
        ledger = new TestLedger(
                DB, 2, List.of(store), dataSource -> LedgerGuest.NONE, BookWorld.policy(), () -> Duration.ZERO);
        ledger.jdbc()
                .execute("truncate position, position_state, event, reference_told, order_alias, book_line,"
                        + " book_statement, book_list, file_run, run_row, run_chunk");
        var source = new MappedSource(Events.ERP, ZoneOffset.UTC, false, Duration.ofMinutes(5), true)
                .inNamespace("acme")
                .listingOrders();
        var mappings = MappingFolder.read(home, List.of(source), Set.of(BookWorld.S1), Set.of(), 1_000_000, CLOCK);
        assertThat(mappings.problems()).isEmpty();
        var file = new CsvFile("UTF-8", ';', List.of("plant", "order", "open"), 1_000, 1_000_000, false, true);
        var directory = new FixedSources(List.of(new SourceSettings(
                Events.ERP, "ERP", ZoneOffset.UTC, Autumn.EARLIER, "acme", Duration.ofMinutes(5), false, null, file)));
        runs = new FileRuns(
                store, directory, mappings.mappings(), ledger.ledger(), ledger.openOrders(), new ReceiptIds(), CLOCK);
    }

    @AfterEach
    void close() {
        assertThat(ledger.invariants().stream().flatMap(one -> one.violations().stream()))
                .isEmpty();
        ledger.close();
    }

    @Test
    void rows_of_one_id_are_one_list_that_closes_what_it_does_not_name() throws Exception {
        ledger.submit(Events.level(
                Events.ERP,
                "figure",
                EventType.LEVEL,
                "TENT",
                BookWorld.S1,
                Map.of(StockState.ON_HAND, 40L),
                BookWorld.time("12:30")));

        var first = take("a.csv", row("A", "10", "TENT", 4) + row("A", "20", "TENT", 2) + row("B", "10", "GAS", 5));
        assertThat(first.run().problem()).isNull();
        assertThat(first.run().state()).isEqualTo(FileRun.State.DONE);
        assertThat(first.run().counts()).isEqualTo(Map.of(Outcome.APPLIED, 2L));
        assertThat(first.folder()).isEqualTo(FileRuns.DONE);
        assertThat(Files.readString(first.report())).contains("# rows: 3", "3;summed", "added to line 2");
        assertThat(ledger.units()).containsEntry("TENT@S1/ON_HAND", 46L).containsEntry("TENT@S1/ALLOCATED", 6L);
        runs.delivered(first);
        runs.moved(first);

        var again = take("a.csv", row("A", "10", "TENT", 4) + row("A", "20", "TENT", 2) + row("B", "10", "GAS", 5));
        assertThat(again.run().counts()).containsOnlyKeys(Outcome.DUPLICATE);
        var later = "S1;A;10;TENT;EA;0;2026-11-21T12:10:00Z\nS1;B;10;GAS;EA;5;2026-11-21T12:10:00Z\n";
        assertThat(take("b.csv", later).run().state()).isEqualTo(FileRun.State.DONE);
        assertThat(ledger.units()).containsEntry("TENT@S1/ON_HAND", 40L).doesNotContainKey("TENT@S1/ALLOCATED");
    }

    @Test
    void one_row_that_cannot_be_used_refuses_the_file_and_it_may_come_again() throws Exception {
        var text = row("A", "10", "TENT", 4)
                + row("B", "10", "ROPE", 5)
                + row("C", "10", "TENT", 1).replace("12:00", "12:01");
        var refused = take("a.csv", text);

        assertThat(refused.run().state()).isEqualTo(FileRun.State.REFUSED);
        assertThat(refused.folder()).isEqualTo(FileRuns.FAILED);
        assertThat(refused.run().problem()).contains("line 3: ", "ROPE", "whole or not at all");
        assertThat(lines()).isZero();

        Files.writeString(home.resolve("mappings/erp/skus.csv"), "code,sku\nROPE,GAS\nTENT,TENT\n");
        close();
        open();
        assertThat(take("a.csv", text).run().counts()).isEqualTo(Map.of(Outcome.APPLIED, 3L));
    }

    @Test
    void rows_of_one_list_that_do_not_agree_refuse_it() throws Exception {
        mapping = Files.readString(Path.of("samples/open-orders/row.jq")).replace("-\\(.asOf)", "");
        close();
        open();

        var refused = take(
                "a.csv", row("A", "10", "TENT", 4) + row("B", "10", "GAS", 5).replace("12:00", "12:01"));

        assertThat(refused.run().problem()).contains("line 3: asOf is not that of line 2", "OPEN-S1");
        assertThat(lines()).isZero();
    }

    @Test
    void a_list_that_would_close_too_much_is_held_until_somebody_approves() throws Exception {
        var many = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            many.append(row("O" + i, "10", "TENT", 1));
        }
        take("a.csv", many.toString());
        ledger.submit((io.stockrelay.stock.StockEvent)
                BookWorld.told(BookWorld.S1, "ship 1 12:05 O9").get(0));
        var shortened = many.toString()
                .lines()
                .limit(6)
                .map(line -> line.replace("12:00", "12:20") + "\n")
                .toList();

        var held = take("b.csv", String.join("", shortened));

        assertThat(held.run().state()).isEqualTo(FileRun.State.HELD);
        assertThat(held.run().problem()).contains("close 3 of the 9 order lines that are open at S1, 3 units");
        assertThat(open("O8")).isEqualTo(1);

        var approved = runs.approve(held.run().id(), "anna").orElseThrow();
        assertThat(runs.goOn(approved, home).run().counts()).isEqualTo(Map.of(Outcome.APPLIED, 6L));
        assertThat(open("O8")).isZero();
        assertThat(open("O5")).isEqualTo(1);
    }

    private Taken take(String name, String rows) throws Exception {
        var file = Files.writeString(home.resolve(name), HEADER + rows);
        return runs.take(new Arrival(Events.ERP, "erp", name, file), home);
    }

    private static String row(String order, String item, String sku, long open) {
        return "S1;%s;%s;%s;EA;%d;2026-11-21T12:00:00Z\n".formatted(order, item, sku, open);
    }

    private long open(String order) {
        return ledger.openOrders().of(Events.ERP, BookWorld.S1).stream()
                .filter(one -> one.numbers().contains(BookWorld.order(order)))
                .mapToLong(one -> one.units())
                .sum();
    }

    private long lines() {
        return ledger.openOrders().of(Events.ERP, BookWorld.S1).size();
    }
}
