package io.stockrelay.stock;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.Sku;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LotsTest {

    private static final PositionKey AT_WH1 = new PositionKey(new Sku("A"), WH1);

    private final Merge merge = new Merge(Events.policy());
    private final Events.Memory memory = new Events.Memory();
    private int ids;

    @ParameterizedTest(name = "{0} units, {1} held, {2} damaged of {3}: {5} available, {4} unusable")
    @CsvSource({
        // lot one has what the row says, lot two always has 100
        "10, 0,  0, good,    0,  110",
        "10, 4,  1, good,    0,  105",
        "10, 0,  0, expired, 10, 100",
        "10, 4,  1, expired, 5,  100",
        "10, 0,  0, blocked, 10, 100",
        "10, 12, 0, expired, 0,  98", // more is held than there is: that is kept, and lowers what is available
        "-5, 0,  0, expired, 0,  95", // shipped under a lot that has none left: a unit fewer, never one more
        "-5, 0,  0, blocked, 0,  95",
        "10, -3, 0, good,    0,  110", // released more than was held: nothing of it frees what another lot holds
    })
    void what_is_not_usable_of_a_lot_is_not_available(
            long onHand, long held, long damaged, String lot, long unusable, long available) {
        move(EventType.RECEIVE, "two", null, 100);
        move(EventType.ADJUST, "one", lot.equals("expired") ? "2026-11-20" : "2026-11-21", onHand);
        move(held < 0 ? EventType.RELEASE : EventType.HOLD, "one", null, Math.abs(held));
        move(EventType.DAMAGE, "one", null, damaged);
        if (lot.equals("blocked")) {
            block("one");
        }

        assertThat(units(StockState.ON_HAND)).isEqualTo(100 + onHand);
        assertThat(units(StockState.QUALITY_HOLD)).isEqualTo(held);
        assertThat(units(StockState.UNUSABLE)).isEqualTo(unusable);
        assertThat(draft().available()).isEqualTo(available);
    }

    @Test
    void what_one_lot_released_too_much_does_not_free_what_another_holds() {
        move(EventType.RECEIVE, "one", null, 10);
        move(EventType.RECEIVE, "two", null, 10);
        move(EventType.HOLD, "one", null, 5);
        move(EventType.RELEASE, "two", null, 3);

        assertThat(units(StockState.QUALITY_HOLD)).isEqualTo(2);
        assertThat(draft().available()).isEqualTo(15);
    }

    @ParameterizedTest(name = "last day {0}, margin {1} days, zone {2}: usable until {3}")
    @CsvSource({
        "2026-11-21, 0, UTC,           2026-11-22T00:00:00Z",
        "2026-11-21, 0, Europe/Berlin, 2026-11-21T23:00:00Z",
        "2026-11-21, 0, Pacific/Apia,  2026-11-21T11:00:00Z",
        "2026-11-21, 7, UTC,           2026-11-15T00:00:00Z",
        "2026-03-29, 0, Europe/Berlin, 2026-03-29T22:00:00Z", // the night the clocks go forward
    })
    void the_last_day_itself_is_usable_where_the_units_are(LocalDate last, int margin, String zone, Instant until) {
        var policy = new LotPolicy(Map.of(WH1, ZoneId.of(zone)), sku -> margin);
        var book = new LotBook(policy, until.minusMillis(1));
        book.change(
                new LotKey(AT_WH1.sku(), "one"), LotFacts.UNKNOWN.stating(new LotFacts.Expiry(last, NOON, WMS, "1")));

        assertThat(book.isUsable(AT_WH1, "one")).isTrue();
        book.turnTo(until);
        assertThat(book.isUsable(AT_WH1, "one")).isFalse();
        assertThat(book.isUsable(AT_WH1, "two")).isTrue();
    }

    @ParameterizedTest(name = "{0} said at {1}, {2} said at {3}: {4}")
    @CsvSource({
        "2026-12-01, 10:00, 2026-12-05, 11:00, 2026-12-05",
        "2026-12-05, 11:00, 2026-12-01, 10:00, 2026-12-05", // arrives late
        "2026-12-01, 10:00, 2026-12-05, 10:00, 2026-12-01", // at the same time the earlier day
        "2026-12-05, 10:00, 2026-12-01, 10:00, 2026-12-01",
    })
    void the_newest_statement_of_a_lots_last_day_holds(
            LocalDate one, String oneAt, LocalDate other, String otherAt, LocalDate expected) {
        decide(LotEvents.of("L", one, Events.move(WMS, "1", EventType.RECEIVE, "A", WH1, 1, at(oneAt))));
        decide(LotEvents.of("L", other, Events.move(WMS, "2", EventType.SHIP, "A", WH1, 1, at(otherAt))));

        assertThat(memory.lots().facts(new LotKey(AT_WH1.sku(), "L")).expiresOn())
                .isEqualTo(expected);
    }

    @Test
    void who_does_not_own_the_movement_says_nothing_about_the_lot() {
        var event = Events.move(Events.ERP, "1", EventType.SHIP, "A", WH1, 1, NOON);

        assertThat(decide(LotEvents.of("L", LocalDate.of(2020, 1, 1), event)).outcome())
                .isEqualTo(Outcome.COMPARISON);

        assertThat(memory.lots().changed()).isEmpty();
    }

    @Test
    void each_lot_has_a_statement_of_its_own() {
        level("one", 10, NOON);
        level("two", 20, NOON.plusSeconds(60));
        decide(LotEvents.of("one", null, Events.move(WMS, "s", EventType.SHIP, "A", WH1, 3, NOON.plusSeconds(30))));
        level("one", 9, NOON.minusSeconds(60));

        assertThat(units(StockState.ON_HAND)).isEqualTo(27);
        assertThat(draft().track(StockState.ON_HAND).base())
                .satisfies(base -> assertThat(base.asOf()).isEqualTo(NOON.plusSeconds(60)));
    }

    @Test
    void a_zero_of_the_whole_position_is_one_of_each_lot() {
        level("one", 10, NOON);
        level("two", 20, NOON.plusSeconds(60));

        var zero = Events.onHand(WMS, "zero", "A", WH1, 0, NOON.plusSeconds(30));
        var decision = merge.zero(zero, memory);

        assertThat(decision.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(decision.trail()).containsEntry(StockState.ON_HAND, new Decision.Step(30, 20));
    }

    @Test
    void what_was_counted_before_an_item_had_lots_stands_under_none_until_it_is_counted_whole() {
        decide(Events.onHand(WMS, "before", "A", WH1, 50, NOON));
        level("one", 10, NOON.plusSeconds(60));
        decide(Events.move(WMS, "s", EventType.SHIP, "A", WH1, 5, NOON.plusSeconds(90)));

        assertThat(units(StockState.ON_HAND)).isEqualTo(55);

        merge.zero(Events.onHand(WMS, "zero", "A", WH1, 0, NOON.plusSeconds(60)), memory);

        assertThat(units(StockState.ON_HAND)).isEqualTo(10 - 5);
    }

    @Test
    void a_figure_without_a_lot_is_one_of_the_whole_position() {
        level("one", 10, NOON);
        level("two", 20, NOON.plusSeconds(60));

        decide(Events.onHand(WMS, "whole", "A", WH1, 7, NOON.plusSeconds(30)));

        assertThat(units(StockState.ON_HAND)).isEqualTo(7 + 20);
    }

    @Test
    void what_moved_before_an_item_had_lots_still_counts_on_top_of_a_later_zero() {
        decide(Events.move(WMS, "before", EventType.RECEIVE, "A", WH1, 4, NOON.plusSeconds(90)));
        level("one", 10, NOON.plusSeconds(120));

        merge.zero(Events.onHand(WMS, "zero", "A", WH1, 0, NOON.plusSeconds(60)), memory);

        assertThat(units(StockState.ON_HAND)).isEqualTo(4 + 10);
    }

    @Test
    void a_position_is_as_old_as_the_newest_statement_of_any_lot() {
        level("b", 10, NOON.plusSeconds(60));
        level("a", 20, NOON);
        level("c", 5, NOON.plusSeconds(30));

        var track = draft().track(StockState.ON_HAND);

        assertThat(track.units()).isEqualTo(35);
        assertThat(track.base()).satisfies(base -> assertThat(base.asOf()).isEqualTo(NOON.plusSeconds(60)));
    }

    @Test
    void the_position_changes_by_time_alone_when_the_first_usable_lot_with_units_expires() {
        move(EventType.RECEIVE, "empty", "2026-11-22", 0);
        move(EventType.RECEIVE, "gone", "2026-11-20", 5);
        move(EventType.RECEIVE, "later", "2026-12-24", 5);
        move(EventType.RECEIVE, "first", "2026-11-30", 5);
        move(EventType.RECEIVE, "never", null, 5);

        var lots = draft().divided(memory.lots());
        assertThat(lots.due()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));

        memory.lots().turnTo(Instant.parse("2026-12-01T00:00:00Z"));

        assertThat(units(StockState.UNUSABLE)).isEqualTo(10);
        assertThat(lots.due()).isEqualTo(Instant.parse("2026-12-25T00:00:00Z"));
    }

    @Test
    void an_event_tells_what_it_made_unusable() {
        move(EventType.RECEIVE, "one", null, 10);

        var event = Events.move(WMS, "old", EventType.RELEASE, "A", WH1, 0, NOON);
        var decision = decide(LotEvents.of("one", LocalDate.of(2026, 11, 1), event));

        assertThat(decision.trail()).containsEntry(StockState.UNUSABLE, new Decision.Step(0, 10));
    }

    @ParameterizedTest(name = "{0}: blocked {1}")
    @CsvSource(delimiter = '|', textBlock = """
            block wms 10:00                                          | true
            block wms 10:00, release wms 11:00                       | false
            release wms 11:00, block wms 10:00                       | false
            release wms 10:00, block wms 10:00                       | true
            block wms 10:00, release wms 10:00                       | true
            block wms 10:00, release wms 11:00, block wms 12:00      | true
            block erp 10:00                                          | false
            block wms 10:00, release erp 11:00                       | true
            release wms 09:00                                        | false
            """)
    void the_newest_word_of_whoever_owns_what_is_held_there_holds(String told, boolean isBlocked) {
        move(EventType.RECEIVE, "one", null, 10);
        move(EventType.RECEIVE, "two", null, 5);
        for (var word : told.split(", ")) {
            var parts = word.split(" ");
            say(parts[0], parts[1], parts[2]);
        }

        assertThat(draft().available()).isEqualTo(isBlocked ? 5 : 15);
        assertThat(units(StockState.UNUSABLE)).isEqualTo(isBlocked ? 10 : 0);
        assertThat(units(StockState.ON_HAND)).isEqualTo(15);
        assertThat(units(StockState.BLOCKED)).as("a position is not blocked").isZero();
    }

    @Test
    void a_word_about_a_lot_tells_what_it_changed() {
        move(EventType.RECEIVE, "one", null, 10);

        assertThat(say("block", "wms", "10:00").trail())
                .containsEntry(StockState.BLOCKED, new Decision.Step(0, 1))
                .containsEntry(StockState.UNUSABLE, new Decision.Step(0, 10));
        assertThat(say("block", "wms", "09:00").outcome()).isEqualTo(Outcome.STALE);
        assertThat(say("release", "erp", "11:00").outcome()).isEqualTo(Outcome.COMPARISON);
        assertThat(say("release", "wms", "11:00").trail())
                .containsEntry(StockState.BLOCKED, new Decision.Step(1, 0))
                .containsEntry(StockState.UNUSABLE, new Decision.Step(10, 0));
    }

    @Test
    void a_release_is_of_whoever_owns_what_is_released_there() {
        var policy = Events.policy();
        java.util.Objects.requireNonNull(policy.authority().locations().get(WH1))
                .movements()
                .put(EventType.RELEASE, Events.ERP);
        move(EventType.RECEIVE, "one", null, 10);
        say("block", "wms", "10:00");

        var word = Events.move(Events.ERP, "r", EventType.RELEASE, "A", WH1, 0, at("11:00"));
        var release = LotEvents.ofLot(EventType.LOT_RELEASE, LotEvents.of("one", null, word));

        assertThat(new Merge(policy).decide(release, memory).outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(draft().available()).isEqualTo(10);
    }

    @Test
    void a_persons_block_and_a_sources_are_lifted_each_by_its_own() {
        move(EventType.RECEIVE, "one", null, 10);
        block("one");
        say("block", "wms", "10:00");

        say("release", "wms", "11:00");
        assertThat(draft().available()).isZero();
        memory.lots().change(new LotKey(AT_WH1.sku(), "one"), LotFacts.UNKNOWN);
        assertThat(draft().available()).isEqualTo(10);
    }

    @Test
    void what_a_person_unblocks_stays_blocked_by_whoever_keeps_it() {
        move(EventType.RECEIVE, "one", null, 10);
        say("block", "wms", "10:00");
        block("one");
        memory.lots().change(new LotKey(AT_WH1.sku(), "one"), LotFacts.UNKNOWN);

        assertThat(draft().available()).isZero();
        say("release", "wms", "11:00");
        assertThat(draft().available()).isEqualTo(10);
    }

    @Test
    void a_lot_may_be_blocked_before_anything_of_it_arrives_and_is_never_due() {
        say("block", "wms", "10:00");
        move(EventType.RECEIVE, "one", "2026-11-30", 10);

        assertThat(draft().available()).isZero();
        assertThat(draft().divided(memory.lots()).due()).isNull();
    }

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            4  | late:2026-12-24:5 soon:2026-11-30:5 ever::5                | soon:4
            7  | late:2026-12-24:5 soon:2026-11-30:5 ever::5                | soon:5 late:2
            14 | late:2026-12-24:5 soon:2026-11-30:5 ever::5                | soon:5 late:5 ever:4
            17 | late:2026-12-24:5 soon:2026-11-30:5 ever::5                | soon:5 late:5 ever:5 :2
            3  | gone:2026-11-20:5 soon:2026-11-30:2                        | soon:2 :1
            3  | short:2026-11-25:-1 soon:2026-11-30:2 ever::9              | soon:2 ever:1
            5  | b:2026-11-30:2 a:2026-11-30:2                              | a:2 b:2 :1
            6  | none::2 soon:2026-11-30:2 ever::3                          | soon:2 none:2 ever:2
            9  | none::2 soon:2026-11-30:2 ever::3                          | soon:2 ever:3 none:4
            1  | ''                                                         | none:1
            """)
    void what_leaves_without_a_lot_is_of_those_that_end_first(long units, String lots, String expected) {
        for (var lot : lots.isEmpty() ? new String[0] : lots.split(" ")) {
            var parts = lot.split(":", -1);
            var name = parts[0].equals("none") ? Lots.NO_LOT : parts[0];
            move(EventType.ADJUST, name, parts[1].isEmpty() ? null : parts[1], Long.parseLong(parts[2]));
        }

        var shares = draft().divided(memory.lots()).firstExpiring(units);

        assertThat(String.join(
                        " ",
                        shares.stream()
                                .map(share -> share.lot() + ":" + share.units())
                                .toList()))
                .isEqualTo(expected.replace("none:", ":"));
    }

    @Test
    void what_is_held_or_blocked_of_a_lot_does_not_leave_by_itself() {
        move(EventType.RECEIVE, "held", "2026-11-30", 5);
        move(EventType.HOLD, "held", null, 3);
        move(EventType.RECEIVE, "blocked", "2026-11-30", 5);
        block("blocked");
        move(EventType.RECEIVE, "one", "2026-11-30", 5);
        say("block", "wms", "10:00");

        assertThat(draft().divided(memory.lots()).firstExpiring(4))
                .containsExactly(new LotShare("held", 2), new LotShare(Lots.NO_LOT, 2));
    }

    private Decision say(String what, String source, String at) {
        var type = what.equals("block") ? EventType.LOT_BLOCK : EventType.LOT_RELEASE;
        var word = Events.move(
                new io.stockrelay.shared.SourceId(source), "w" + ids++, EventType.HOLD, "A", WH1, 0, at(at));
        return decide(LotEvents.ofLot(type, LotEvents.of("one", null, word)));
    }

    private Decision decide(StockEvent event) {
        return merge.decide(event, memory);
    }

    private void move(EventType type, String lot, @org.jspecify.annotations.Nullable String expiresOn, long units) {
        var event = Events.move(WMS, "m" + ids++, type, "A", WH1, units, NOON.minus(Duration.ofHours(1)));
        decide(LotEvents.of(lot, expiresOn == null ? null : LocalDate.parse(expiresOn), event));
    }

    private void level(String lot, long units, Instant asOf) {
        decide(LotEvents.of(lot, null, Events.onHand(WMS, "l" + ids++, "A", WH1, units, asOf)));
    }

    private void block(String lot) {
        var key = new LotKey(AT_WH1.sku(), lot);
        memory.lots().change(key, LotFacts.UNKNOWN.with(new LotFacts.Block("recall", "ann", NOON)));
    }

    private PositionDraft draft() {
        return memory.position(AT_WH1);
    }

    private long units(StockState state) {
        return draft().track(state).units();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-21T" + time + ":00Z");
    }
}
