package io.stockrelay.mapping;

import static io.stockrelay.mapping.TempCompany.level;
import static io.stockrelay.mapping.TempCompany.ship;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.LotMark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LotMappingTest {

    @TempDir
    Path home;

    /** A and a set with gel in it; the gel is counted by lot and promised until a week before its last day. */
    private TempCompany company() {
        return new TempCompany(home).write("mappings/items.csv", """
                        sku,description,category,gtin,base_unit,decimals,lots,expiry_margin_days
                        A,first,c,09524170001007,EA,0,,
                        GEL,gel,food,,EA,0,yes,7
                        SET,a set,c,,EA,0,no,
                        """).write("mappings/kits.csv", """
                        kit,component,units,from
                        SET,A,1,
                        SET,GEL,2,
                        """);
    }

    @Test
    void the_item_master_says_what_is_counted_by_lot() {
        var catalogue = company().folder().catalogue();

        var gel = catalogue.item(new io.stockrelay.shared.Sku("GEL")).orElseThrow();
        assertThat(gel.isByLot()).isTrue();
        assertThat(gel.expiryMarginDays()).isEqualTo(7);
        assertThat(catalogue
                        .item(new io.stockrelay.shared.Sku("SET"))
                        .orElseThrow()
                        .isByLot())
                .isFalse();
    }

    @ParameterizedTest(name = "lots {0}, margin {1}: {2}")
    @CsvSource({
        "maybe, '', lots 'maybe' is not yes or no",
        "yes, x, expiry_margin_days 'x' is not 0 to 9999",
        "yes, -1, expiry_margin_days '-1' is not 0 to 9999",
        "no, 7, expiry_margin_days stands at an item that has no lots",
        "'', 7, expiry_margin_days stands at an item that has no lots",
    })
    void a_slip_in_the_item_master_is_told(String lots, String margin, String problem) {
        var folder = company()
                .write("mappings/items.csv", """
                        sku,description,base_unit,lots,expiry_margin_days
                        A,first,EA,,
                        SET,a set,EA,,
                        GEL,gel,EA,%s,%s
                        """.formatted(lots, margin))
                .folder();

        assertThat(folder.problems()).anySatisfy(told -> {
            assertThat(told.told()).contains("mappings/items.csv:4").contains(problem);
        });
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource({
        "GEL, L1, 2026-12-24, controlled",
        "GEL, L1, '',         controlled",
        "A,   L1, 2026-12-24, recorded",
        "A,   '', '',         none",
    })
    void an_item_without_lots_only_records_what_is_said_of_them(
            String sku, String lot, String expiry, String expected) {
        var mapped = company().map(ship("sku=\"" + sku + "\"", "lot=\"" + lot + "\"", "lotExpiry=\"" + expiry + "\""));

        assertThat(mapped.failures()).isEmpty();
        assertThat(mark(mapped))
                .isEqualTo(
                        switch (expected) {
                            case "controlled" ->
                                LotMark.controlled("L1", expiry.isEmpty() ? null : LocalDate.parse(expiry));
                            case "recorded" -> LotMark.recorded("L1");
                            default -> null;
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"receive", "ship", "return", "adjust", "transfer-in", "hold", "release", "damage", "scrap"})
    void every_movement_of_an_item_with_lots_must_name_its_lot(String type) {
        assertLotMissing(ship("type=\"" + type + "\"", "sku=\"GEL\""));
    }

    @Test
    void so_must_every_figure() {
        assertLotMissing(level("sku=\"GEL\""));
        assertLotMissing(level("sku=\"GEL\"", "type=\"count\""));
        assertThat(company().map(level("sku=\"GEL\"", "lot=\"L1\"")).failures()).isEmpty();
    }

    private void assertLotMissing(String payload) {
        assertThat(company().map(payload).failures()).singleElement().satisfies(failure -> {
            assertThat(failure.cause()).isEqualTo(CauseClass.MAPPING);
            assertThat(failure.step()).as("only the payload itself can give it").isEqualTo(Step.MAP);
            assertThat(failure.canonicalJson()).isNull();
            assertThat(failure.message()).contains("lot is missing: SKU GEL is counted by lot");
            assertThat(failure.missing()).isEqualTo("lot of SKU GEL from s");
            assertThat(failure.sku()).isEqualTo("GEL");
        });
    }

    @Test
    void an_order_book_is_stated_of_the_item_and_not_of_its_lots() {
        var book = "sku=\"GEL\"";
        var stated = level(book).replace("\"onHand\"", "\"allocated\"");
        var both = level(book).replace("\"onHand\"", "\"allocated\":\"1\",\"onHand\"");

        assertThat(company().map(stated).failures()).isEmpty();
        assertThat(mark(company().map(stated))).isNull();
        for (var wrong : java.util.List.of(stated.replace("GEL\"", "GEL\",\"lot\":\"L1\""), both)) {
            assertThat(company().map(wrong).failures())
                    .singleElement()
                    .satisfies(failure -> assertThat(failure.message()).contains("is stated for all of its lots"));
        }
    }

    private static final String BLOCK =
            "{\"id\":\"1\",\"type\":\"lot-block\",\"sku\":\"%s\",\"location\":\"WH1\",%s" + "\"reason\":\"QA-7\"}";

    @ParameterizedTest
    @CsvSource({"lot-block, occurredAt, 1", "lot-release, occurredAt, 0", "lot-block, asOf, 1"})
    void a_whole_lot_is_blocked_or_released_without_a_quantity(String type, String time, long blocked) {
        var told = BLOCK.formatted("GEL", "\"lot\":\"L1\",\"" + time + "\":\"2026-11-21T10:00:00Z\",")
                .replace("lot-block", type);

        var mapped = company().map(told);

        assertThat(mapped.failures()).isEmpty();
        var event = mapped.groups().get(0).events().get(0);
        assertThat(((io.stockrelay.stock.LevelEvent) event).units())
                .isEqualTo(java.util.Map.of(io.stockrelay.stock.StockState.BLOCKED, blocked));
        assertThat(event.header().at()).isEqualTo("2026-11-21T10:00:00Z");
        assertThat(mark(mapped)).isEqualTo(LotMark.controlled("L1", null));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            GEL | "occurredAt":"2026-11-21T10:00:00Z",                              | lot is missing
            GEL | "lot":"L1",                                                       | occurredAt is missing
            GEL | "lot":"L1","occurredAt":"2026-11-21T10:00:00Z","quantity":"5",    | quantity does not belong to lot-block
            A   | "lot":"L1","occurredAt":"2026-11-21T10:00:00Z",                   | not counted by lot
            SET | "lot":"L1","occurredAt":"2026-11-21T10:00:00Z",                   | not counted by lot
            """)
    void a_slip_about_a_whole_lot_is_told(String sku, String fields, String message) {
        assertThat(company().map(BLOCK.formatted(sku, fields)).failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).contains(message));
    }

    @Test
    void what_is_not_there_yet_has_no_lot() {
        var expect = "{\"id\":\"1\",\"type\":\"expect\",\"sku\":\"GEL\",\"location\":\"WH1\",\"quantity\":\"5\","
                + "\"reference\":\"PO-1\",\"asOf\":\"2026-11-21T10:00:00Z\"}";

        assertThat(company().map(expect).failures()).isEmpty();
    }

    @Test
    void a_kit_cannot_move_a_component_that_has_lots() {
        var mapped = company().map(ship("sku=\"SET\"", "lot=\"L1\""));

        assertThat(mapped.groups()).isEmpty();
        assertThat(mapped.failures())
                .singleElement()
                .satisfies(failure ->
                        assertThat(failure.message()).contains("component GEL of kit SET is counted by lot"));
    }

    @Test
    void a_replayed_event_that_still_lacks_its_lot_is_kept_as_the_event_it_is() {
        var payload = ship("sku=\"GEL\"");
        var delivery = TempCompany.delivery("application/json", payload.getBytes(StandardCharsets.UTF_8));

        var mapped = company().folder().mappings().resume(delivery, "[" + payload + "]");

        assertThat(mapped.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.canonicalJson()).contains("GEL"));
    }

    private static @Nullable LotMark mark(Mapped mapped) {
        return Objects.requireNonNull(mapped.groups().get(0).events().get(0))
                .header()
                .lot();
    }
}
