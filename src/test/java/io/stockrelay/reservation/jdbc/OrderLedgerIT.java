package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Orders.cancel;
import static io.stockrelay.reservation.Orders.edit;
import static io.stockrelay.reservation.Orders.line;
import static io.stockrelay.reservation.Orders.order;
import static io.stockrelay.stock.Events.WH1;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Orders;
import io.stockrelay.reservation.Requests;
import io.stockrelay.reservation.Reservation;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Scope;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import io.stockrelay.stock.Outcome;
import io.stockrelay.testkit.Chance;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders accepted elsewhere through the real ledger on real PostgreSQL. */
class OrderLedgerIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private ReservationStage stage;

    @BeforeEach
    void open() {
        ReservationStage.empty(DATABASE);
        stage = new ReservationStage(DATABASE, 3);
        stage.stock("A", WH1, 5);
        stage.stock("B", WH1, 5);
    }

    @AfterEach
    void close() {
        assertThat(stage.violations()).isEmpty();
        stage.close();
    }

    @Test
    void an_order_is_a_fact_also_beyond_what_is_there() {
        assertThat(outcomes(stage.tell(order("o", "c", 0, line("1", "A", 7), line("2", "B", 1)))))
                .containsExactly(Outcome.APPLIED);

        assertThat(stage.view("A", WH1).available()).isEqualTo(-2);
        assertThat(stage.view("B", WH1).available()).isEqualTo(4);
        assertThat(found("o").state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(found("o").reference().namespace()).isEqualTo("acme");
        assertThat(events()).containsExactlyInAnyOrder("c A ALLOCATED:0>7", "c B ALLOCATED:0>1");
    }

    @Test
    void each_event_has_one_outcome_whatever_comes_again() {
        var said = order("o", "c", 0, line("1", "A", 2));
        assertThat(outcomes(stage.tell(said, said))).containsExactly(Outcome.APPLIED, Outcome.DUPLICATE);
        assertThat(outcomes(stage.tell(said))).containsExactly(Outcome.DUPLICATE);

        var other = stage.tell(order("o", "c", 0, line("1", "A", 3)));
        assertThat(outcomes(other)).containsExactly(Outcome.CONFLICT);
        assertThat(other.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.eventId()).isEqualTo("c"));
        assertThat(outcomes(stage.tell(order("o", "b", -5, line("1", "A", 9))))).containsExactly(Outcome.STALE);
        assertThat(outcomes(stage.tell(edit("o", "e", -6, line("1", "A", 1)))))
                .containsExactly(Outcome.ALREADY_COUNTED);
        assertThat(stage.view("A", WH1).available()).isEqualTo(3);
    }

    @Test
    void a_cancel_before_its_order_is_kept_and_applied() {
        assertThat(outcomes(stage.tell(cancel("o", "x", 9)))).containsExactly(Outcome.APPLIED);
        assertThat(outcomes(stage.tell(cancel("o", "x", 9)))).containsExactly(Outcome.DUPLICATE);
        assertThat(outcomes(stage.tell(order("o", "c", 0, line("1", "A", 2))))).containsExactly(Outcome.STALE);

        assertThat(stage.view("A", WH1).available()).isEqualTo(5);
        assertThat(stage.reservations.find(key("o"))).isEmpty();
    }

    @Test
    void what_left_stays_with_a_cancelled_order() {
        stage.ledger.submit(ReservationStage.shipment("s", "A", 1, "o"));
        stage.tell(order("o", "c", 0, line("1", "A", 3)));
        assertThat(found("o").state()).isEqualTo(ReservationState.PARTLY_DISPATCHED);
        assertThat(stage.view("A", WH1).available()).isEqualTo(2);

        stage.tell(cancel("o", "x", 9));
        assertThat(found("o").state()).isEqualTo(ReservationState.CANCELLED);
        assertThat(found("o").reserved().values()).containsExactly(1L);
        assertThat(stage.view("A", WH1).available()).isEqualTo(4);
    }

    @Test
    void an_order_of_a_channel_that_sells_for_an_account_takes_what_is_set_aside_for_it_first() {
        stage.setAside(Requests.OTHER_ACCOUNT, "A", 4);

        stage.tell(ofPortal(order("o", "c", 0, line("1", "A", 3))));
        assertThat(taken()).isEqualTo(3);
        assertThat(stage.view("A", WH1).atpFor(null)).isEqualTo(1);
        stage.tell(ofPortal(edit("o", "e", 5, line("1", "A", 3), line("2", "A", 2))));
        assertThat(taken()).isEqualTo(4);
        stage.ledger.submit(ReservationStage.shipment("s", "A", 1, "o"));
        stage.tell(ofPortal(cancel("o", "x", 9)));
        assertThat(taken()).isEqualTo(1);

        stage.tell(order("p", "d", 0, line("1", "A", 4)));
        assertThat(taken()).isEqualTo(1); // the shop sells for nobody in particular: a fact all the same
    }

    private static OrderEvent ofPortal(OrderEvent said) {
        return new OrderEvent(said.header(), Requests.PORTAL.code(), said.order(), said.lines());
    }

    private long taken() {
        return stage.allocations
                .find(ReservationStage.aside(Requests.OTHER_ACCOUNT, "A"))
                .orElseThrow()
                .setAside()
                .taken();
    }

    /** As the shop itself asked for it before it told of the order. */
    private void promisedToTheShop(String order, long units) {
        var promise = Requests.pending(order, Duration.ofMinutes(5), Requests.line("1", "A", units));
        stage.ask(new Command.Reserve(
                key(order),
                promise.actor(),
                promise.reference(),
                promise.content(),
                promise.confirmed(),
                promise.lifetime(),
                promise.fill(),
                promise.lines(),
                promise.renew(),
                promise.amends()));
    }

    @Test
    void a_promise_made_before_becomes_what_the_order_says() {
        promisedToTheShop("o", 5);

        stage.tell(order("o", "c", 0, line("1", "A", 2)));

        assertThat(found("o").state()).isEqualTo(ReservationState.CONFIRMED);
        assertThat(stage.view("A", WH1).available()).isEqualTo(3);
    }

    @Test
    void a_promise_that_its_order_gives_up_is_in_the_history_of_what_it_held() {
        promisedToTheShop("o", 5);

        stage.tell(order("o", "c", 0, line("1", "B", 2)));
        stage.tell(cancel("o", "x", 9));

        assertThat(events()).containsExactlyInAnyOrder("c A ALLOCATED:5>0", "c B ALLOCATED:0>2", "x B ALLOCATED:2>0");
        assertThat(steps("A")).containsExactly("3 0", "2 0", "1 5");
        assertThat(steps("B")).containsExactly("3 0", "2 2", "1 0");
    }

    @Test
    void each_step_tells_what_was_held_then() {
        stage.tell(order("o", "c", 0, line("1", "A", 2)));
        stage.tell(edit("o", "e", 3, line("1", "A", 1)));
        stage.ledger.submit(ReservationStage.shipment("s", "A", 1, "o"));
        stage.tell(order("o", "d", 5, line("2", "B", 4)));
        stage.tell(cancel("o", "x", 9));

        assertThat(steps("A")).containsExactly("5 1", "4 1", "3 3", "2 3", "1 2");
        assertThat(steps("B")).containsExactly("5 0", "4 4", "3 0", "2 0", "1 0");
    }

    /** Newest first: version and what was held. */
    private List<String> steps(String sku) {
        return stage.reservations.of(new io.stockrelay.shared.Sku(sku), Long.MAX_VALUE, 100).stream()
                .map(step -> step.transition().version() + " " + step.reserved())
                .toList();
    }

    @Test
    void an_order_whose_number_another_one_took_goes_by_one_of_ours() {
        stage.ask(Requests.reserve("o", Requests.line("1", "A", 1)));

        stage.tell(order("o", "c", 0, line("1", "A", 2)));
        stage.tell(edit("o", "e", 3, line("1", "A", 1), line("2", "B", 1)));

        assertThat(found("o").reference().namespace()).isEqualTo("reservations");
        assertThat(stage.view("A", WH1).available()).isEqualTo(1);
        assertThat(stage.view("B", WH1).available()).isEqualTo(4);
    }

    @Test
    void ten_thousand_lines_are_one_order() {
        var lines = IntStream.range(0, 10_000)
                .mapToObj(i -> line("" + i, "S" + i % 50, 1))
                .toArray(OrderLine[]::new);

        stage.tell(order("o", "c", 0, lines));

        assertThat(found("o").lines()).hasSize(10_000);
        assertThat(stage.view("S7", WH1).available()).isEqualTo(-200);
    }

    @Test
    void several_writers_that_hear_of_the_same_orders_in_any_order_agree() {
        var said = new ArrayList<OrderEvent>();
        for (int i = 0; i < 40; i++) {
            var order = "o" + i % 4;
            said.add(order(order, "c" + i, i, line("1", "A", 1 + i % 3), line("2", "B", i % 2)));
            said.add(edit(order, "e" + i, i, line("1", "A", 2 - i % 4)));
        }
        var arrival = new ArrayList<>(said);
        arrival.addAll(said);
        Collections.shuffle(arrival, Chance.of(7));

        var told = arrival.stream().map(stage::telling).toList();
        told.forEach(CompletableFuture::join);
        var first = stage.ledger.units();
        assertThat(stage.violations()).isEmpty();

        stage.close();
        open();
        said.forEach(stage::tell);
        assertThat(first).isEqualTo(stage.ledger.units());
    }

    @Test
    void verify_finds_an_order_that_holds_something_else() {
        stage.tell(order("o", "c", 0, line("1", "A", 2)));
        DATABASE.jdbc()
                .sql("update order_statement set lines = replace(lines, '\"units\":2', '\"units\":3')")
                .update();

        assertThat(stage.violations())
                .containsExactly("channel:shop/o: A at WH1 holds 2, what was said of the order comes to 3");

        DATABASE.jdbc()
                .sql("update order_statement set lines = replace(lines, '\"units\":3', '\"units\":2')")
                .update();
    }

    private Reservation found(String order) {
        return stage.reservations.find(key(order)).orElseThrow();
    }

    private static ReservationKey key(String order) {
        return new ReservationKey(new Scope(Scope.Kind.CHANNEL, "shop"), order);
    }

    private static List<Outcome> outcomes(DecidedSubmission decided) {
        return decided.outcomes().stream().map(EventOutcome::outcome).toList();
    }

    private static List<String> events() {
        return DATABASE.jdbc()
                .sql("select split_part(e.event_id, chr(10), 1) || ' ' || p.sku || ' ' || e.trail from event e"
                        + " join position p on p.id = e.position_id where e.source = ?")
                .param(Orders.SHOP.value())
                .query(String.class)
                .list();
    }
}
