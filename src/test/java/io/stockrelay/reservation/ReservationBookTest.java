package io.stockrelay.reservation;

import static io.stockrelay.reservation.Requests.amend;
import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.confirm;
import static io.stockrelay.reservation.Requests.dispatch;
import static io.stockrelay.reservation.Requests.dispatchOf;
import static io.stockrelay.reservation.Requests.expire;
import static io.stockrelay.reservation.Requests.kit;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.pending;
import static io.stockrelay.reservation.Requests.renew;
import static io.stockrelay.reservation.Requests.request;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.reservation.Requests.under;
import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH3;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReservationBookTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final MemoryLedger ledger = new MemoryLedger();
    private Instant now = NOON.plusSeconds(10);

    @Test
    void a_ship_of_the_same_batch_counts_as_if_it_came_in_a_batch_before() {
        stock("A", WH1, 10);

        var answers = ledger.run(now, List.of(reserve("o", line("1", "A", 10)), ship("A", 10, "o"), cancel("o")));

        assertThat(Objects.requireNonNull(answers.get(2)).verdict()).isEqualTo(Verdict.IS_DISPATCHED);
        assertThat(ledger.transitions).extracting(Transition::what).containsExactly("reserved", "goods left");
    }

    @Test
    void a_dispatch_is_answered_with_the_version_that_is_stored() {
        stock("A", WH3, 10);
        ask(reserve("o", line("1", "A", WH3, 10)));

        var part = ask(dispatch("o", "S1", "1", 4));
        assertThat(part.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(part.reservation()).isEqualTo(stored("o"));
        assertThat(stored("o").state()).isEqualTo(ReservationState.PARTLY_DISPATCHED);
        assertThat(ask(dispatch("o", "S2", "1", 7)).verdict()).isEqualTo(Verdict.BEYOND_RESERVED);
        assertThat(ask(dispatch("o", "S2", "1", 6)).reservation()).isEqualTo(stored("o"));
        assertThat(stored("o").state()).isEqualTo(ReservationState.DISPATCHED);
        assertThat(ask(dispatch("o", "S2", "1", 6)).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(ask(dispatch("o", "S3", "1", 1)).verdict()).isEqualTo(Verdict.IS_DISPATCHED);
        assertThat(ledger.memory.units("A", WH3, StockState.ON_HAND)).isZero();
    }

    @Test
    void goods_leave_from_no_lot_of_which_nothing_was_said() {
        stock("A", WH3, 10);
        ask(reserve("o", line("1", "A", WH3, 10)));

        var answer = ask(dispatchOf("o", "S1", "1", "L:1"));
        assertThat(answer.verdict()).isEqualTo(Verdict.UNKNOWN_LOT);
        assertThat(answer.fault()).isEqualTo("L at WH3");
        assertThat(ledger.memory.units("A", WH3, StockState.ON_HAND)).isEqualTo(10);

        stock("A", WH1, 10);
        ask(reserve("p", line("1", "A", 10)));
        assertThat(ask(dispatchOf("p", "S1", "1", "L:1")).verdict())
                .as("where another system ships, its event says which")
                .isEqualTo(Verdict.NOTED);
    }

    @Test
    void a_dispatched_kit_takes_each_component_where_it_is_ours_to_move() {
        stock("A", WH1, 10);
        stock("B", WH1, 10);
        ask(reserve("o", kit("1", "K", 2, "A", 1L, "B", 3L)));

        assertThat(ask(dispatch("o", "S1", "1", 3)).verdict()).isEqualTo(Verdict.BEYOND_RESERVED);
        assertThat(ask(dispatch("o", "S1", "1", 2)).verdict()).isEqualTo(Verdict.NOTED);
        assertThat(ledger.memory.units("B", WH1, StockState.ALLOCATED)).isEqualTo(6);

        ask(reserve("p", kit("1", "PAIR", 2, "A", 2L)));
        assertThat(ask(dispatch("p", "S1", "1", 3)).verdict()).isEqualTo(Verdict.BEYOND_RESERVED);
    }

    @Test
    void a_notice_may_come_after_the_goods_it_tells_of() {
        stock("A", WH1, 10);
        ask(reserve("o", line("1", "A", 10)));
        ledger.run(now, List.of(ship("A", 10, "o")));

        assertThat(ask(dispatch("o", "S1", "1", 10)).verdict()).isEqualTo(Verdict.NOTED);
        assertThat(stored("o").state()).isEqualTo(ReservationState.DISPATCHED);
    }

    @Test
    void a_shipment_refused_because_the_promise_expired_may_be_told_again_once_it_is_renewed() {
        stock("A", WH3, 10);
        ask(pending("o", HOUR, line("1", "A", WH3, 10)));
        now = now.plus(HOUR);

        assertThat(ask(dispatch("o", "S1", "1", 10)).verdict()).isEqualTo(Verdict.IS_EXPIRED);
        assertThat(ask(renew("o", line("1", "A", WH3, 10))).verdict()).isEqualTo(Verdict.MADE);
        assertThat(ask(dispatch("o", "S1", "1", 10)).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(ledger.memory.units("A", WH3, StockState.ON_HAND)).isZero();
    }

    @Test
    void both_the_request_and_its_amendment_may_be_repeated_after_the_amendment() {
        stock("A", WH1, 10);
        var first = reserve("o", line("1", "A", 4));
        var change = amend("o", 1, line("1", "A", 6));
        ask(first);
        ask(change);

        for (var repeated : List.of(first, change)) {
            var answer = ask(repeated);
            assertThat(answer.verdict()).isEqualTo(Verdict.UNCHANGED);
            assertThat(Objects.requireNonNull(answer.reservation()).version()).isEqualTo(2);
            assertThat(answer.reservation().reserved()).containsValue(6L);
        }
        assertThat(ask(reserve("o", line("1", "A", 6))).verdict()).isEqualTo(Verdict.DIFFERENT_CONTENT);
        assertThat(ask(amend("o", 1, line("1", "A", 5))).verdict()).isEqualTo(Verdict.OTHER_VERSION);
    }

    @Test
    void an_order_keeps_its_reference_for_life() {
        stock("A", WH1, 10);
        ask(reserve("o", line("1", "A", 4)));
        ask(cancel("o"));

        var other = ask(under("elsewhere", renew("o", line("1", "A", 4))));
        assertThat(other.verdict()).isEqualTo(Verdict.DIFFERENT_CONTENT);
        assertThat(other.fault()).isEqualTo("o");
        assertThat(stored("o").state()).isEqualTo(ReservationState.CANCELLED);
        assertThat(ledger.memory.units("A", WH1, StockState.ALLOCATED)).isZero();
    }

    @Test
    void a_reference_belongs_to_one_reservation_also_within_a_batch() {
        stock("A", WH1, 10);

        var answers =
                ledger.run(now, List.of(reserve("o", line("1", "A", 1)), under("o", reserve("p", line("1", "A", 1)))));

        assertThat(Objects.requireNonNull(answers.get(1)).verdict()).isEqualTo(Verdict.REFERENCE_TAKEN);
        assertThat(Objects.requireNonNull(answers.get(1)).fault()).isEqualTo("o");
        assertThat(ask(confirm("p")).verdict()).isEqualTo(Verdict.UNKNOWN_RESERVATION);
    }

    @Test
    void a_refused_request_leaves_its_id_free() {
        stock("A", WH1, 3);

        var answers = ledger.run(
                now, List.of(reserve("o", line("1", "A", 4)), confirm("o"), reserve("o", line("1", "A", 3))));

        assertThat(answers)
                .extracting(answer -> Objects.requireNonNull(answer).verdict())
                .containsExactly(Verdict.INSUFFICIENT_STOCK, Verdict.UNKNOWN_RESERVATION, Verdict.MADE);
    }

    @Test
    void what_happens_to_one_reservation_in_one_batch_is_written_once() {
        stock("A", WH1, 9);

        ledger.run(
                now,
                List.of(
                        pending("o", HOUR, line("1", "A", 4)),
                        amend("o", 1, line("1", "A", 9)),
                        cancel("o"),
                        renew("o", line("1", "A", 2))));

        assertThat(stored("o").version()).isEqualTo(4);
        assertThat(stored("o").state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(ledger.transitions).extracting(Transition::version).containsExactly(1, 2, 3, 4);
        assertThat(ledger.memory.units("A", WH1, StockState.ALLOCATED)).isEqualTo(2);
    }

    @Test
    void a_notice_of_goods_that_others_move_is_taken_also_when_ours_have_left() {
        stock("A", WH1, 10);
        stock("A", WH3, 10);
        ask(reserve("o", line("1", "A", 2), line("2", "A", WH3, 3)));
        ask(dispatch("o", "S1", "2", 3));
        ledger.run(now, List.of(ship("A", 2, "o")));

        assertThat(stored("o").state()).isEqualTo(ReservationState.DISPATCHED);
        assertThat(ask(dispatch("o", "S2", "1", 2)).verdict()).isEqualTo(Verdict.NOTED);
        assertThat(ask(dispatch("o", "S3", "2", 1)).verdict()).isEqualTo(Verdict.IS_DISPATCHED);
    }

    @Test
    void a_line_given_up_twice_is_given_up_once() {
        stock("A", WH1, 10);
        ask(reserve("o", line("1", "A", 2), line("2", "A", 3)));

        assertThat(ask(cancel("o", "1")).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(ask(cancel("o", "1")).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(stored("o").version()).isEqualTo(2);
    }

    @Test
    void a_promise_ends_in_time_until_it_is_confirmed() {
        stock("A", WH1, 10);
        ask(pending("o", HOUR, line("1", "A", 2)));
        assertThat(stored("o").expiresAt()).isEqualTo(now.plus(HOUR));
        ask(pending("p", HOUR, line("1", "A", 2)));
        ask(confirm("o"));
        assertThat(stored("o").expiresAt()).isNull();

        var end = now.plus(HOUR);
        now = end;
        ask(expire("p"));
        assertThat(stored("p").expiresAt()).isEqualTo(end);
    }

    @Test
    void an_amendment_confirms_only_where_it_says_so() {
        stock("A", WH1, 10);
        ask(pending("o", HOUR, line("1", "A", 2)));
        var longer = request("o", false, HOUR.plus(HOUR), Fill.ALL_OR_NOTHING, false, 1, line("1", "A", 3));
        assertThat(ask(longer).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(stored("o").state()).isEqualTo(ReservationState.PENDING);
        assertThat(stored("o").expiresAt()).isEqualTo(now.plus(HOUR).plus(HOUR));

        assertThat(ask(longer).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(ask(amend("o", 1, line("1", "A", 3))).verdict()).isEqualTo(Verdict.OTHER_VERSION);
        assertThat(ask(amend("o", 2, line("1", "A", 3))).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(stored("o").state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(stored("o").expiresAt()).isNull();
    }

    private Answer ask(Command command) {
        return Objects.requireNonNull(ledger.run(now, List.of(command)).get(0));
    }

    private Reservation stored(String id) {
        return Objects.requireNonNull(ledger.stored.get(Requests.key(id))).reservation();
    }

    private void stock(String sku, LocationId at, long units) {
        ledger.run(now, List.of(Events.move(WMS, "stock-" + sku + at, EventType.RECEIVE, sku, at, units, NOON)));
    }

    private static StockEvent ship(String sku, long units, @Nullable String order) {
        var id = "ship-" + sku + order;
        return Events.move(WMS, id, EventType.SHIP, sku, WH1, units, NOON, order, null, Disposition.SELLABLE);
    }
}
