package io.stockrelay.stock;

import static io.stockrelay.stock.Events.ERP;
import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH2;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {

    private final Merge merge = new Merge(Events.policy());
    private final Events.Memory memory = new Events.Memory();

    @Test
    void a_snapshot_never_undoes_what_happened_after_it() {
        assertThat(decide(Events.onHand(WMS, "1", "A", WH1, 100, at("10:00")))).isEqualTo(Outcome.APPLIED);
        assertThat(decide(Events.move(WMS, "2", EventType.SHIP, "A", WH1, 5, at("10:07"))))
                .isEqualTo(Outcome.APPLIED);
        assertThat(onHand()).isEqualTo(95);
        assertThat(decide(Events.onHand(WMS, "3", "A", WH1, 98, at("10:05")))).isEqualTo(Outcome.APPLIED);
        assertThat(onHand()).isEqualTo(93);
        assertThat(decide(Events.move(WMS, "4", EventType.SHIP, "A", WH1, 2, at("10:04"))))
                .isEqualTo(Outcome.ALREADY_COUNTED);
        assertThat(onHand()).isEqualTo(93);
        assertThat(decide(Events.onHand(WMS, "5", "A", WH1, 100, at("10:00")))).isEqualTo(Outcome.STALE);
        assertThat(onHand()).isEqualTo(93);
    }

    @ParameterizedTest(name = "wms {0} at {1}, erp states 100 as of 12:00: {2}")
    @CsvSource({
        // the erp posts up to 10 minutes late and clocks differ by 2: what lowers counts from 11:48 on
        "ship,    11:58, 90",
        "ship,    11:48, 100",
        "ship,    11:49, 90",
        // what raises counts only when surely after
        "receive, 12:02, 100",
        "receive, 12:03, 110",
        "receive, 11:58, 100",
    })
    void between_two_sources_the_lower_figure_gets_the_benefit_of_the_doubt(String type, String time, long expected) {
        decide(Events.move(WMS, "m", EventType.ofCode(type).orElseThrow(), "A", WH2, 10, at(time)));
        decide(Events.onHand(ERP, "s", "A", WH2, 100, at("12:00")));

        assertThat(memory.units("A", WH2, StockState.ON_HAND)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} {1}: on hand {2}, hold {3}, damaged {4}")
    @CsvSource({
        "receive,      SELLABLE, 103, 10, 10",
        "ship,         SELLABLE,  97, 10, 10",
        "return,       SELLABLE, 103, 10, 10",
        "return,       HOLD,     103, 13, 10",
        "return,       DAMAGED,  103, 10, 13",
        "adjust,       SELLABLE, 103, 10, 10",
        "transfer-out, SELLABLE,  97, 10, 10",
        "transfer-in,  SELLABLE, 103, 10, 10",
        "hold,         SELLABLE, 100, 13, 10",
        "release,      SELLABLE, 100,  7, 10",
        "damage,       SELLABLE, 100, 10, 13",
        "scrap,        SELLABLE,  97, 10,  7",
    })
    void every_movement_has_its_effect(String type, Disposition disposition, long onHand, long hold, long damaged) {
        decide(Events.level(
                WMS,
                "s",
                EventType.COUNT,
                "A",
                WH1,
                Map.of(StockState.ON_HAND, 100L, StockState.QUALITY_HOLD, 10L, StockState.DAMAGED, 10L),
                NOON));

        var event = Events.move(
                WMS,
                "m",
                EventType.ofCode(type).orElseThrow(),
                "A",
                WH1,
                3,
                NOON.plusSeconds(1),
                null,
                null,
                disposition);

        assertThat(decide(event)).isEqualTo(Outcome.APPLIED);
        assertThat(memory.units("A", WH1, StockState.ON_HAND)).isEqualTo(onHand);
        assertThat(memory.units("A", WH1, StockState.QUALITY_HOLD)).isEqualTo(hold);
        assertThat(memory.units("A", WH1, StockState.DAMAGED)).isEqualTo(damaged);
    }

    @Test
    void who_does_not_own_it_only_compares() {
        assertThat(decide(Events.onHand(ERP, "1", "A", WH1, 5, NOON))).isEqualTo(Outcome.COMPARISON);
        assertThat(decide(Events.move(ERP, "2", EventType.SHIP, "A", WH1, 5, NOON)))
                .isEqualTo(Outcome.COMPARISON);
        assertThat(onHand()).isZero();
    }

    @ParameterizedTest(name = "{0} against {1} of the same time: on hand {2}")
    @CsvSource({"COUNT 7, LEVEL 9, 7", "LEVEL 9, COUNT 7, 7", "LEVEL 9, LEVEL 8, 8", "COUNT 3, COUNT 4, 3"})
    void at_the_same_time_a_count_wins_and_then_the_lower_figure(String first, String second, long expected) {
        decide(stated("b", first));
        decide(stated("a", second));

        assertThat(onHand()).isEqualTo(expected);
    }

    private static LevelEvent stated(String id, String text) {
        var parts = text.split(" ", -1);
        return Events.level(
                WMS,
                id,
                EventType.valueOf(parts[0]),
                "A",
                WH1,
                Map.of(StockState.ON_HAND, Long.valueOf(parts[1])),
                NOON);
    }

    @Test
    void in_transit_is_what_was_expected_and_not_received_whichever_comes_first() {
        decide(Events.move(WMS, "r", EventType.RECEIVE, "A", WH1, 4, NOON, "PO-1", null, Disposition.SELLABLE));
        assertThat(memory.units("A", WH1, StockState.IN_TRANSIT)).isZero();

        decide(Events.expect("x1", "A", WH1, 10, "PO-1", NOON));
        assertThat(memory.units("A", WH1, StockState.IN_TRANSIT)).isEqualTo(6);

        decide(Events.expect("x2", "A", WH1, 3, "PO-1", NOON.plusSeconds(1)));
        assertThat(memory.units("A", WH1, StockState.IN_TRANSIT)).isZero();
        assertThat(decide(Events.expect("x3", "A", WH1, 50, "PO-1", NOON.minusSeconds(1))))
                .isEqualTo(Outcome.STALE);
    }

    @Test
    void a_transfer_is_expected_where_it_goes_until_it_arrives() {
        decide(Events.move(WMS, "o", EventType.TRANSFER_OUT, "A", WH1, 5, NOON, "T-1", WH2, Disposition.SELLABLE));

        assertThat(onHand()).isEqualTo(-5);
        assertThat(memory.units("A", WH2, StockState.IN_TRANSIT)).isEqualTo(5);

        decide(Events.move(WMS, "i", EventType.TRANSFER_IN, "A", WH2, 5, NOON, "T-1", null, Disposition.SELLABLE));
        assertThat(memory.units("A", WH2, StockState.IN_TRANSIT)).isZero();
        assertThat(memory.units("A", WH2, StockState.ON_HAND)).isEqualTo(5);
    }

    @Test
    void a_reference_counts_even_when_the_movement_is_already_in_the_figure() {
        decide(Events.expect("x", "A", WH1, 10, "PO-1", NOON));
        decide(Events.onHand(WMS, "s", "A", WH1, 10, NOON.plus(Duration.ofHours(1))));

        var late = Events.move(WMS, "r", EventType.RECEIVE, "A", WH1, 10, NOON, "PO-1", null, Disposition.SELLABLE);

        assertThat(decide(late)).isEqualTo(Outcome.ALREADY_COUNTED);
        assertThat(memory.units("A", WH1, StockState.IN_TRANSIT)).isZero();
        assertThat(onHand()).isEqualTo(10);
    }

    private Outcome decide(StockEvent event) {
        return merge.decide(event, memory).outcome();
    }

    private long onHand() {
        return memory.units("A", WH1, StockState.ON_HAND);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-21T" + time + ":00Z");
    }
}
