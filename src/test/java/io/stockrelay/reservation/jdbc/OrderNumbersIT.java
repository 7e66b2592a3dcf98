package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Orders.cancel;
import static io.stockrelay.reservation.Orders.edit;
import static io.stockrelay.reservation.Orders.order;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH3;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.reservation.AnyNumber;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Orders;
import io.stockrelay.reservation.Requests;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Scope;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.BookWorld;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.Submission;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An order that those who ship it know by a number of their own. */
class OrderNumbersIT {

    private static final String TENT = BookWorld.TENT.value();

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private ReservationStage stage;

    @BeforeEach
    void open() {
        ReservationStage.empty(DATABASE);
        stage = new ReservationStage(DATABASE, 2);
        stage.stock(TENT, WH1, 100);
        stage.stock("B", WH1, 100);
    }

    @AfterEach
    void close() {
        assertThat(stage.violations()).isEmpty();
        stage.close();
    }

    /** The ERP took over o1 under its own number. */
    private static StockEvent acknowledged(String order, String alias) {
        return BookWorld.book(
                "ack-" + order + alias,
                EventType.ACKNOWLEDGE,
                WH1,
                Instant.parse("2026-11-21T11:30:00Z"),
                BookWorld.order(order),
                BookWorld.order(alias),
                10,
                false);
    }

    private ReservationState state(String id) {
        return stage.reservations.find(Requests.key(id)).orElseThrow().state();
    }

    @Test
    void what_left_under_the_other_number_joins_when_that_is_told() {
        stage.ask(reserve("o1", line("1", TENT, 10)));
        stage.ledger.submit(ReservationStage.shipment("s1", TENT, 10, "SO-9"));
        assertThat(state("o1")).isEqualTo(ReservationState.CONFIRMED);
        assertThat(stage.view(TENT, WH1).allocated()).isEqualTo(10);

        stage.ledger.submit(acknowledged("o1", "SO-9"));

        assertThat(state("o1")).isEqualTo(ReservationState.DISPATCHED);
        assertThat(stage.view(TENT, WH1).allocated()).isZero();
        assertThat(stage.view(TENT, WH1).onHand()).isEqualTo(90);
    }

    @Test
    void what_leaves_later_under_the_other_number_dispatches() {
        stage.ask(reserve("o1", line("1", TENT, 10)));
        stage.ledger.submit(acknowledged("o1", "SO-9"));

        stage.ledger.submit(ReservationStage.shipment("s1", TENT, 4, "SO-9"));

        assertThat(state("o1")).isEqualTo(ReservationState.PARTLY_DISPATCHED);
        assertThat(stage.view(TENT, WH1).allocated()).isEqualTo(6);
    }

    @Test
    void the_number_may_be_told_at_another_position_together_with_the_goods() {
        stage.ask(reserve("o1", line("1", "B", 10), line("2", TENT, 5)));

        stage.ledger.submit(
                ReservationStage.shipment("s1", "B", 4, "W-1"),
                acknowledged("SO-9", "W-1"),
                acknowledged("o1", "SO-9"));

        assertThat(state("o1")).isEqualTo(ReservationState.PARTLY_DISPATCHED);
        assertThat(stage.view("B", WH1).allocated()).isEqualTo(6);
        assertThat(stage.view(TENT, WH1).allocated()).isEqualTo(5);
    }

    @Test
    void both_may_come_before_the_promise() {
        stage.ledger.submit(ReservationStage.shipment("s1", TENT, 10, "SO-9"));
        stage.ledger.submit(acknowledged("o1", "SO-9"));

        stage.ask(reserve("o1", line("1", TENT, 10)));

        assertThat(state("o1")).isEqualTo(ReservationState.DISPATCHED);
        assertThat(stage.view(TENT, WH1).allocated()).isZero();
    }

    @Test
    void an_order_told_under_another_number_is_the_order_before_and_after_that_is_told() {
        var first = order("o1", "c1", 0, Orders.line("1", TENT, 4), Orders.line("2", "B", 2));
        var second = order("SO-9", "c2", 5, Orders.line("1", TENT, 7));
        var change = edit("SO-9", "c3", 9, Orders.line("1", TENT, 1));
        var all = List.<Runnable>of(
                () -> stage.tell(first),
                () -> stage.tell(second),
                () -> stage.tell(change),
                () -> stage.ledger.submit(ReservationStage.shipment("s1", TENT, 3, "SO-9")),
                () -> stage.ledger.submit(acknowledged("o1", "SO-9")));
        for (int round = 0; round < 24; round++) {
            close();
            open();
            var arrival = new ArrayList<>(all);
            Collections.shuffle(arrival, Chance.of(round));

            arrival.forEach(Runnable::run);

            assertThat(stage.violations()).as("round %d", round).isEmpty();
            assertThat(stage.view(TENT, WH1).allocated()).as("round %d", round).isEqualTo(5);
            assertThat(stage.view("B", WH1).allocated()).as("round %d", round).isZero();
            assertThat(told(TENT)).as("told in round %d", round).isEqualTo(5);
            assertThat(told("B")).as("told in round %d", round).isZero();
            var found = stage.reservations.find(key("o1")).orElseThrow();
            assertThat(found.state()).isEqualTo(ReservationState.PARTLY_DISPATCHED);
            assertThat(found.reserved().get(new PositionKey(new Sku(TENT), WH1)))
                    .isEqualTo(8);
            assertThat(stage.reservations.find(key("SO-9")).stream())
                    .as("round %d", round)
                    .allSatisfy(other -> assertThat(other.state()).isEqualTo(ReservationState.CANCELLED));
        }
    }

    @Test
    void a_cancel_under_another_number_ends_the_order_that_comes_later() {
        stage.tell(cancel("SO-9", "x", 9));
        stage.ledger.submit(acknowledged("o1", "SO-9"));
        stage.tell(order("o1", "c", 0, Orders.line("1", TENT, 4)));

        assertThat(stage.view(TENT, WH1).allocated()).isZero();
        assertThat(stage.tell(order("SO-9", "d", 8, Orders.line("1", TENT, 4))).outcomes())
                .extracting(one -> one.outcome())
                .containsExactly(Outcome.STALE);
    }

    @Test
    void a_promise_by_request_keeps_its_number_and_a_cancelled_other_number_is_not_renewed() {
        stage.ask(reserve("SO-8", line("1", TENT, 5)));
        assertThat(stage.ledger.submit(acknowledged("o1", "SO-8")).outcomes())
                .extracting(one -> one.outcome())
                .containsExactly(Outcome.DEAD_LETTER);

        stage.tell(order("SO-9", "c", 0, Orders.line("1", TENT, 4)));
        stage.ledger.submit(acknowledged("o1", "SO-9"));
        var again = Requests.pending("SO-9", Duration.ofMinutes(5), Requests.line("1", TENT, 5));
        var asked = stage.ask(new Command.Reserve(
                key("SO-9"),
                again.actor(),
                again.reference(),
                again.content(),
                again.confirmed(),
                again.lifetime(),
                again.fill(),
                again.lines(),
                true,
                again.amends()));
        assertThat(asked.verdict()).isEqualTo(Verdict.REFERENCE_TAKEN);
        assertThat(stage.view(TENT, WH1).allocated()).isEqualTo(9);
    }

    /** What events and steps of promises together say became of allocated units. */
    private long told(String sku) {
        var events = stage.ledger
                .jdbc()
                .queryForList(
                        "select e.trail from event e join position p on p.id = e.position_id"
                                + " where p.sku = ? and e.trail like '%ALLOCATED%'",
                        String.class, sku);
        long units = 0;
        for (var trail : events) {
            var step = Pattern.compile("ALLOCATED:(-?\\d+)>(-?\\d+)").matcher(trail);
            units += step.find() ? Long.parseLong(step.group(2)) - Long.parseLong(step.group(1)) : 0;
        }
        for (var step : stage.reservations.of(new Sku(sku), Long.MAX_VALUE, 500)) {
            var allocated = step.allocated();
            units += allocated == null ? 0 : allocated.after() - allocated.before();
        }
        return units;
    }

    @Test
    void a_number_that_is_told_elsewhere_tells_every_item_what_became_of_it() {
        stage.ask(reserve("o1", line("1", "B", 10), line("2", TENT, 5)));
        stage.ledger.submit(ReservationStage.shipment("s1", "B", 4, "SO-9"));

        stage.ledger.submit(acknowledged("o1", "SO-9"));

        assertThat(stage.ledger
                        .jdbc()
                        .queryForList(
                                "select e.source || ' ' || e.type || ' ' || e.trail from event e"
                                        + " join position p on p.id = e.position_id"
                                        + " where p.sku = 'B' and e.event_id like 'ack%'",
                                String.class))
                .containsExactly("erp " + EventType.ACKNOWLEDGE.ordinal() + " ALLOCATED:10>6");
        assertThat(stage.ledger.submit(acknowledged("o1", "SO-9")).outcomes())
                .extracting(one -> one.outcome())
                .containsExactly(Outcome.DUPLICATE);
    }

    private @Nullable String under(ReservationKey number) {
        return new AnyNumber(stage.reservations)
                .find(number)
                .map(one -> one.key().id())
                .orElse(null);
    }

    @Test
    void a_promise_is_found_and_changed_under_a_number_that_was_told_of_it() {
        stage.ask(reserve("o1", line("1", TENT, 10)));
        assertThat(under(Requests.key("SO-9"))).isNull();
        stage.ledger.submit(acknowledged("o1", "SO-9"));
        var numbers = new AnyNumber(stage.reservations);

        assertThat(under(Requests.key("SO-9"))).isEqualTo("o1");
        assertThat(under(key("SO-9"))).as("somebody else's").isNull();
        var amended =
                numbers.submit(Requests.amend("SO-9", 1, line("1", TENT, 7))).join();
        assertThat(amended.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(numbers.submit(Requests.confirm("SO-9")).join().verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(numbers.submit(reserve("SO-9", line("1", TENT, 7))).join().verdict())
                .isEqualTo(Verdict.REFERENCE_TAKEN);
        assertThat(numbers.submit(Requests.cancel("SO-9")).join().verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(numbers.submit(Requests.cancel("SO-9")).join().verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(state("o1")).isEqualTo(ReservationState.CANCELLED);
        assertThat(numbers.submit(Requests.confirm("SO-7")).join().verdict()).isEqualTo(Verdict.UNKNOWN_RESERVATION);
    }

    @Test
    void a_number_that_means_several_orders_of_one_party_leads_to_none() {
        stage.ask(reserve("o1", line("1", TENT, 1)));
        stage.ask(reserve("o2", line("1", TENT, 1)));
        stage.ledger.submit(acknowledged("o1", "SO-9"));
        stage.ledger.jdbc().update("insert into order_alias values ('wms', 'SO-9', 'acme', 'o2')");

        assertThat(under(Requests.key("SO-9"))).isNull();
    }

    @Test
    void orders_that_joined_are_one_under_every_number_with_the_steps_of_all() {
        stage.tell(order("SO-9", "c2", 5, Orders.line("1", TENT, 7)));
        stage.tell(order("W-1", "c3", 6, Orders.line("1", TENT, 3)));
        stage.ledger.submit(acknowledged("SO-9", "W-1"));
        stage.ledger.submit(acknowledged("o1", "SO-9"));

        for (var number : List.of("o1", "SO-9", "W-1")) {
            assertThat(under(key(number))).as(number).isEqualTo("o1");
        }
        assertThat(stage.reservations.steps(key("o1")))
                .extracting(step -> step.id() + " " + step.transition().what())
                .containsExactly(
                        "SO-9 order c2",
                        "W-1 order c3",
                        "SO-9 order W-1 is the same as SO-9",
                        "W-1 is another number of order SO-9",
                        "SO-9 is another number of order o1",
                        "o1 order SO-9 is the same as o1");
        var cancelled = new AnyNumber(stage.reservations)
                .submit(new Command.Cancel(key("W-1"), "test", Set.of()))
                .join();
        assertThat(cancelled.verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(stage.view(TENT, WH1).allocated()).isZero();
    }

    /** Also where the other number is new, so that the step that takes is the first one of its promise. */
    @Test
    void the_timeline_tells_what_an_order_left_before_what_it_took_under_its_other_number() {
        stage.tell(order("SO-9", "c2", 5, Orders.line("1", TENT, 7)));
        stage.ledger.submit(acknowledged("o1", "SO-9"));

        assertThat(stage.reservations.of(new Sku(TENT), Long.MAX_VALUE, 500))
                .extracting(step -> step.key().id() + " " + step.transition().version() + " " + step.allocated())
                .containsExactly("o1 1 Step[before=0, after=7]", "SO-9 2 Step[before=7, after=0]", "SO-9 1 null");
        assertThat(stage.reservations.steps(key("o1")))
                .extracting(step -> step.id() + " " + step.transition().version())
                .containsExactly("SO-9 1", "SO-9 2", "o1 1");
    }

    @Test
    void a_shipment_that_was_told_under_one_number_is_a_repeat_under_the_other() {
        stage.stock(TENT, WH3, 100);
        stage.tell(order("SO-9", "c2", 5, Orders.line("1", TENT, WH3, 7)));
        var shipped = dispatched("SO-9", 4);
        stage.ask(shipped);
        stage.ledger.submit(acknowledged("o1", "SO-9"));

        for (var number : List.of("o1", "SO-9")) {
            var again = new AnyNumber(stage.reservations);
            var kept = again.find(key(number)).orElseThrow();
            assertThat(again.submit(dispatched(number, 4).of(kept)).join().verdict())
                    .as(number)
                    .isEqualTo(Verdict.UNCHANGED);
        }
        assertThat(stage.view(TENT, WH3).onHand()).isEqualTo(96);
        assertThat(stage.view(TENT, WH3).allocated()).isEqualTo(3);
    }

    private static Command.Dispatch dispatched(String order, long units) {
        var one = Requests.dispatch("any", "S-1", "1", units);
        return new Command.Dispatch(key(order), one.actor(), one.shipment(), one.content(), one.lines());
    }

    @Test
    void several_writers_agree_on_orders_of_two_numbers() {
        var told = new ArrayList<Submission>();
        for (int i = 0; i < 24; i++) {
            var order = "o" + i % 4;
            var number = i % 3 == 0 ? order : "n-" + order;
            told.add(ReservationStage.submission(order(number, "c" + i, i, Orders.line("1", TENT, 1 + i % 5))));
            told.add(ReservationStage.submission(edit(number, "e" + i, i, Orders.line("2", "B", 1 + i % 2))));
        }
        for (int i = 0; i < 4; i++) {
            told.add(TestLedger.submission(List.of(acknowledged("o" + i, "n-o" + i)), List.of()));
        }
        var allocated = new TreeSet<String>();
        for (int round = 0; round < 8; round++) {
            close();
            open();
            Collections.shuffle(told, Chance.of(round));
            var all = told.stream().map(stage.ledger::submit).toList();
            all.forEach(CompletableFuture::join);

            assertThat(stage.violations()).as("round %d", round).isEmpty();
            allocated.add(stage.view(TENT, WH1).allocated() + " "
                    + stage.view("B", WH1).allocated());
        }
        assertThat(allocated).hasSize(1);
    }

    private static ReservationKey key(String order) {
        return new ReservationKey(new Scope(Scope.Kind.CHANNEL, "shop"), order);
    }

    @Test
    void nobody_is_promised_stock_under_another_number_of_a_known_order() {
        stage.ledger.submit(acknowledged("o1", "SO-9"));

        assertThat(stage.ask(reserve("SO-9", line("1", TENT, 10))).verdict()).isEqualTo(Verdict.REFERENCE_TAKEN);
    }
}
