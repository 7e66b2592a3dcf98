package io.stockrelay.stock;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH2;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Sku;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How positions and lots read. */
class PositionViewTest {

    private static final PositionKey KEY = new PositionKey(new Sku("A"), WH1);
    private static final AccountId ONE = new AccountId("one");
    private static final AccountId OTHER = new AccountId("other");

    @ParameterizedTest(name = "on hand {0}, allocated {1}, hold {2}, damaged {3}, unusable {4}: {5} available, {6} atp")
    @CsvSource(delimiter = '|', textBlock = """
            10 | 0  | 0  | 0  | 0 | 10 | 10 |
            10 | 1  | 2  | 3  | 4 | 0  | 0  |
            10 | 9  | 2  | 0  | 0 | -1 | 0  | available is -1: more is promised, held or damaged than is on hand
            10 | -5 | 0  | 0  | 0 | 10 | 10 |
            10 | 0  | -3 | 0  | 0 | 10 | 10 | released 3 more than was on quality hold
            10 | 0  | 0  | -2 | 0 | 10 | 10 | scrapped 2 more than was damaged
            0  | 0  | 0  | 0  | 0 | 0  | 0  |
            """)
    void limits_apply_on_reading_and_what_they_hide_is_told(
            long onHand,
            long allocated,
            long hold,
            long damaged,
            long unusable,
            long available,
            long atp,
            @Nullable String irregularity) {
        var view = new PositionView(KEY, onHand, allocated, hold, damaged, 0, unusable, NOON, WMS, NOON);

        assertThat(view.available()).isEqualTo(available);
        assertThat(view.atp()).isEqualTo(atp);
        assertThat(view.irregularities()).isEqualTo(irregularity == null ? List.of() : List.of(irregularity));
    }

    @Test
    void what_is_set_aside_is_kept_from_all_others() {
        var view = new PositionView(KEY, 10, 0, 0, 0, 0, 0, NOON, WMS, NOON, Map.of(ONE, 3L, OTHER, 4L));

        assertThat(view.setAsideForOthers(ONE)).isEqualTo(4);
        assertThat(view.setAsideForOthers(null)).isEqualTo(7);
        assertThat(view.atpFor(ONE)).isEqualTo(6);
        assertThat(view.atpFor(new AccountId("nobody"))).isEqualTo(3);
        assertThat(view.atpFor(null)).isEqualTo(3);
    }

    @Test
    void a_position_is_stated_once_somebody_said_what_is_there() {
        assertThat(PositionView.unknown(KEY).isStated()).isFalse();
        assertThat(PositionView.unknown(KEY).key()).isEqualTo(KEY);
        assertThat(new PositionView(KEY, 0, 0, 0, 0, 0, NOON, WMS, null).isStated())
                .isTrue();
    }

    @ParameterizedTest(name = "on hand {0}, hold {1}, damaged {2}, usable {3}: {4} free, {5} available")
    @CsvSource({"10, 1, 2, true, 7, 7", "10, 1, 2, false, 7, 0", "1, 3, 0, false, -2, -2", "5, -1, -1, true, 5, 5"})
    void of_a_lot_that_is_not_usable_nothing_is_available(
            long onHand, long hold, long damaged, boolean isUsable, long free, long available) {
        var view = new LotView(KEY, "L", onHand, hold, damaged, LotFacts.UNKNOWN, NOON, null, null, isUsable);

        assertThat(view.free()).isEqualTo(free);
        assertThat(view.available()).isEqualTo(available);
    }

    @Test
    void positions_stand_in_the_order_of_sku_and_location() {
        var b1 = new PositionKey(new Sku("B"), WH1);
        var a2 = new PositionKey(new Sku("A"), WH2);

        assertThat(new TreeSet<>(List.of(b1, a2, KEY))).containsExactly(KEY, a2, b1);
    }

    /** What a figure is as of does not make it read differently; that there is one does. */
    @ParameterizedTest(name = "{0} > {1}: {2}")
    @CsvSource({"5, 6, true", "5, 5, false", ", 0, true", ", 7, true", "7, , true", ", , false"})
    void a_position_reads_differently_with_other_units_or_a_first_figure(
            @Nullable Long before, @Nullable Long after, boolean differs) {
        var draft = new PositionDraft(KEY);
        if (before != null) {
            draft.load(StockState.ON_HAND, stated(before));
        }

        draft.set(StockState.ON_HAND, after == null ? StateTrack.EMPTY : stated(after));

        assertThat(draft.readsDifferently()).isEqualTo(differs);
        assertThat(draft.changed()).containsExactly(StockState.ON_HAND);
        assertThat(draft.stored(StockState.ON_HAND)).isEqualTo(before == null ? StateTrack.EMPTY : stated(before));
        assertThat(draft.isStored(StockState.ON_HAND)).isEqualTo(before != null);
    }

    @Test
    void a_position_first_seen_after_a_complete_run_starts_from_its_zero() {
        var draft = new PositionDraft(KEY);
        assertThat(draft.readsDifferently()).isFalse();

        draft.open(StockState.ON_HAND, new Base(0, NOON, StatementKind.RUN_ZERO, 0, WMS, "r"));

        assertThat(draft.track(StockState.ON_HAND).base()).isNotNull();
        assertThat(draft.readsDifferently()).isTrue();
    }

    @Test
    void what_lots_changed_is_written_of_the_position_too() {
        var draft = new PositionDraft(KEY);
        draft.sumUp();
        assertThat(draft.changed()).isEmpty();
        assertThat(draft.lots()).isNull();

        var book = new LotBook(LotPolicy.PLAIN, NOON);
        var lots = draft.load(book);
        lots.of("one").load(StockState.ON_HAND, stated(5));
        draft.load(StockState.ON_HAND, draft.track(StockState.ON_HAND));
        draft.load(StockState.UNUSABLE, draft.track(StockState.UNUSABLE));
        draft.sumUp();
        assertThat(draft.changed()).isEmpty();

        book.change(
                new LotKey(KEY.sku(), "one"),
                LotFacts.UNKNOWN.stating(new LotFacts.Expiry(LocalDate.of(2026, 1, 1), NOON, WMS, "e")));
        draft.sumUp();
        assertThat(draft.changed()).containsExactly(StockState.UNUSABLE);

        lots.of("one").set(StockState.ON_HAND, stated(6));
        draft.sumUp();
        assertThat(draft.changed()).containsExactlyInAnyOrder(StockState.ON_HAND, StockState.UNUSABLE);
        assertThat(lots.knows("one")).isTrue();
        assertThat(lots.knows("two")).isFalse();
        assertThat(book.changed()).containsExactly(new LotKey(KEY.sku(), "one"));
        assertThat(book.now()).isEqualTo(NOON);
    }

    @Test
    void a_stored_movement_is_one_of_its_lot() {
        var draft = new PositionDraft(KEY);
        var past = new PastMovement(NOON, WMS, new Changes(-2, 0, 0));
        draft.load(past, "one");
        assertThat(draft.past()).containsExactly(past);

        var lots = draft.load(new LotBook(LotPolicy.PLAIN, NOON));
        draft.load(past, "one");
        draft.load(past, null);

        assertThat(lots.of("one").past()).containsExactly(past);
        assertThat(lots.of(Lots.NO_LOT).past()).containsExactly(past);
        assertThat(draft.past()).hasSize(3);
        lots.loadDue(NOON);
        assertThat(lots.storedDue()).isEqualTo(NOON);
    }

    /** What is on its way has no lot yet, unless it was stated as a figure. */
    @Test
    void an_item_that_gets_lots_keeps_what_was_known_of_it() {
        var draft = new PositionDraft(KEY);
        draft.set(StockState.DAMAGED, StateTrack.EMPTY.moved(2, NOON, true));
        draft.set(StockState.IN_TRANSIT, stated(4));
        draft.set(StockState.ALLOCATED, StateTrack.EMPTY.moved(3, NOON, true));

        var none = draft.divided(new LotBook(LotPolicy.PLAIN, NOON)).of(Lots.NO_LOT);

        assertThat(none.track(StockState.DAMAGED).units()).isEqualTo(2);
        assertThat(none.track(StockState.IN_TRANSIT).units()).isEqualTo(4);
        assertThat(none.has(StockState.ALLOCATED)).isFalse();
        assertThat(none.has(StockState.ON_HAND)).isTrue();
        assertThat(draft.track(StockState.IN_TRANSIT).units()).isEqualTo(4);
        assertThat(draft.track(StockState.ALLOCATED).units()).isEqualTo(3);
    }

    @Test
    void what_is_expected_by_reference_stays_with_the_whole_position() {
        var draft = new PositionDraft(KEY);
        draft.set(StockState.IN_TRANSIT, StateTrack.EMPTY.moved(4, NOON, true));

        var none = draft.divided(new LotBook(LotPolicy.PLAIN, NOON)).of(Lots.NO_LOT);

        assertThat(none.has(StockState.IN_TRANSIT)).isFalse();
        assertThat(draft.track(StockState.IN_TRANSIT).units()).isEqualTo(4);
    }

    @Test
    void a_state_was_last_moved_when_any_lot_of_it_was() {
        var lots = new PositionDraft(KEY).load(new LotBook(LotPolicy.PLAIN, NOON));
        lots.of("a").set(StockState.ON_HAND, StateTrack.EMPTY.moved(1, NOON, true));
        lots.of("b")
                .set(
                        StockState.ON_HAND,
                        StateTrack.EMPTY.moved(1, NOON.plusSeconds(2), true).moved(1, NOON, true));
        lots.of("c").set(StockState.ON_HAND, stated(1));

        assertThat(lots.sum(StockState.ON_HAND).lastMoved()).isEqualTo(NOON.plusSeconds(2));
    }

    private static StateTrack stated(long units) {
        return StateTrack.EMPTY.restated(new Base(units, NOON, StatementKind.LEVEL, 0, WMS, "s"), 0);
    }
}
