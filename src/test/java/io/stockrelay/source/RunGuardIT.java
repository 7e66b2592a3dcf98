package io.stockrelay.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.mapping.MappedSource;
import io.stockrelay.mapping.MappingFolder;
import io.stockrelay.shared.Delivery;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.FixedSources;
import io.stockrelay.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs of several messages through the sample's mapping, the real guard and the real ledger; 20 % may go to zero. */
class RunGuardIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final String EARLIER = "2026-11-21T11:00:00Z";
    private static final String NOW = "2026-11-21T12:00:00Z";

    /** Ten SKUs by the WMS's own codes, which are not ours. */
    private final Map<String, String> skus = new TreeMap<>();

    private final List<String> codes = new ArrayList<>();
    private TestLedger ledger;
    private LedgerIntake intake;

    @BeforeEach
    void ten_of_each_are_in_stock() throws Exception {
        ledger = new TestLedger(DATABASE, 2, List.of());
        ledger.jdbc()
                .execute("truncate position, position_state, event, reference_told, location_run, location_run_exempt");
        Files.readAllLines(Path.of("mappings/wms/skus.csv")).stream()
                .skip(1)
                .limit(10)
                .map(line -> line.split(","))
                .forEach(cells -> skus.put(cells[0], cells[1]));
        codes.addAll(skus.keySet());
        var wms = new MappedSource(Events.WMS, ZoneId.of("Europe/Berlin"), true, Duration.ofMinutes(5), false);
        var mappings = MappingFolder.read(
                Path.of("").toAbsolutePath(),
                List.of(wms),
                Set.of(Events.WH1, Events.WH2, new LocationId("3PL")),
                Set.of(),
                1_000_000,
                Clock.fixed(Events.NOON, ZoneOffset.UTC));
        intake = new LedgerIntake(
                new FixedSources(List.of()),
                mappings.mappings(),
                ledger.ledger(),
                ledger.runs(),
                LedgerIntake.PATIENCE_DEFAULT);
        ledger.submit(skus.values().stream()
                .map(sku -> Events.onHand(
                        Events.WMS, "before-" + sku, sku, Events.WH1, 10, Events.NOON.minusSeconds(7_200)))
                .toArray(StockEvent[]::new));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_row_that_failed_in_an_earlier_message_of_the_run_is_not_absent() {
        var first = say(part("R", NOW, false, stated(0, 5, "8"), row(5, "1.5")));
        assertThat(first.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.sku()).isEqualTo(skus.get(codes.get(5)));
            assertThat(failure.location()).isEqualTo("WH1");
            assertThat(failure.run()).isEqualTo("R");
        });

        var last = say(part("R", NOW, true, stated(6, 9, "8")));

        assertThat(last.failures()).isEmpty();
        assertThat(onHand(5)).as("failed").isEqualTo(10);
        assertThat(onHand(9)).as("absent").isZero();
        assertThat(onHand(8)).as("stated").isEqualTo(8);
    }

    @Test
    void a_failed_row_of_another_run_spares_nothing() {
        say(part("YESTERDAY", EARLIER, false, row(9, "1.5")));

        say(part("R", NOW, true, stated(0, 9, "8")));

        assertThat(onHand(9)).isZero();
    }

    @Test
    void what_failed_earlier_does_not_count_for_the_guard() {
        say(part("R", NOW, false, row(7, "1.5")));

        var last = say(part("R", NOW, true, stated(0, 7, "8"))); // 8 and 9 are absent: two of ten

        assertThat(last.failures()).isEmpty();
        assertThat(List.of(onHand(7), onHand(8), onHand(9))).containsExactly(10L, 0L, 0L);
    }

    @Test
    void what_an_earlier_message_stated_is_not_absent_for_the_guard() {
        say(part("R", NOW, false, stated(0, 8, "8")));

        var last = say(part("R", NOW, true, stated(8, 9, "8")));

        assertThat(last.failures()).isEmpty();
        assertThat(onHand(9)).isZero();
    }

    @Test
    void too_large_a_share_is_held_with_its_rows_applied_and_replaying_the_end_approves_it() {
        say(part("R", NOW, false, stated(0, 5, "8"), row(5, "1.5")));

        var held = say(part("R", NOW, true, stated(6, 7, "8")));

        assertThat(held.failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.message())
                                .contains(
                                        "completing run R would bring 3 of the 10 SKUs in stock at WH1 to zero, 30 of 90 units"));
        assertThat(List.of(onHand(6), onHand(7), onHand(9))).containsExactly(8L, 10L, 10L);

        var last = delivery("");
        var approved = intake.resume(last, String.valueOf(held.failures().get(0).canonicalJson()));

        assertThat(approved.failures()).isEmpty();
        assertThat(List.of(onHand(5), onHand(6), onHand(7), onHand(9))).containsExactly(10L, 8L, 0L, 0L);
        assertThat(ledger.invariants())
                .allSatisfy(invariant -> assertThat(invariant.violations()).isEmpty());
    }

    @Test
    void a_row_in_conflict_is_not_absent() {
        say(part("R", EARLIER, false, row(9, "7")));

        var last = say(part("R", NOW, true, stated(0, 9, "8"), row(9, "6"))); // the same id with another figure

        assertThat(last.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.run()).isEqualTo("R"));
        assertThat(onHand(9)).isEqualTo(7);
    }

    @Test
    void a_sku_first_seen_after_the_run_starts_from_zero_unless_its_row_failed() {
        ledger.jdbc().update("delete from position_state");
        ledger.jdbc().update("delete from event");
        ledger.jdbc().update("delete from position");
        var fresh = new TestLedger(DATABASE, 1, List.of());
        try {
            say(part("R", NOW, false, row(8, "1.5")));
            say(part("R", NOW, true, stated(0, 8, "8")));

            for (int late : List.of(8, 9)) {
                var sku = String.valueOf(skus.get(codes.get(late)));
                fresh.submit(Events.move(
                        Events.WMS,
                        "late-" + late,
                        EventType.RECEIVE,
                        sku,
                        Events.WH1,
                        3,
                        Events.NOON.minusSeconds(60)));
            }

            assertThat(List.of(onHand(8), onHand(9))).containsExactly(3L, 0L);
        } finally {
            fresh.close();
        }
    }

    private DecidedSubmission say(String json) {
        return intake.take(delivery(json));
    }

    private long onHand(int index) {
        return ledger.units().getOrDefault(skus.get(codes.get(index)) + "@WH1/ON_HAND", 0L);
    }

    private static String part(String run, String asOf, boolean isFinal, String... rows) {
        return "{\"snapshot\":{\"run\":\"" + run + "\",\"WHSE\":\"HH1\",\"asOf\":\"" + asOf + "\",\"final\":" + isFinal
                + ",\"items\":[" + String.join(",", rows) + "]}}";
    }

    private String stated(int from, int until, String units) {
        return codes.subList(from, until).stream()
                .map(code -> row(codes.indexOf(code), units))
                .collect(Collectors.joining(","));
    }

    private String row(int index, String units) {
        return "{\"SKU_ID\":\"" + codes.get(index) + "\",\"ON_HAND\":\"" + units
                + "\",\"QC_HOLD\":\"0\",\"DAMAGED\":\"0\"}";
    }

    private static Delivery delivery(String json) {
        return new Delivery(
                new ReceiptId(UUID.randomUUID()),
                Events.WMS,
                "wms",
                Events.NOON,
                "application/json",
                Map.of(),
                null,
                json.getBytes(StandardCharsets.UTF_8));
    }
}
