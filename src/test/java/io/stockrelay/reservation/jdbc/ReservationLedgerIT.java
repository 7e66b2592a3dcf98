package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Requests.amend;
import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.confirm;
import static io.stockrelay.reservation.Requests.dispatch;
import static io.stockrelay.reservation.Requests.key;
import static io.stockrelay.reservation.Requests.kit;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.partial;
import static io.stockrelay.reservation.Requests.pending;
import static io.stockrelay.reservation.Requests.renew;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.ReservationPolicy;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.shared.Kit;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.CountedTurns;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reservations through the real ledger on real PostgreSQL. */
class ReservationLedgerIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private TestLedger ledger;
    private Reservations reservations;

    @BeforeEach
    void open() {
        ledger = new TestLedger(DATABASE, 3, List.of(), ReservationLedgerIT::guest);
        reservations = new JdbcReservations(ledger.tasks(), ledger.jdbc());
        ledger.jdbc()
                .execute("truncate position, position_state, event, reference_told, location_run, location_run_exempt,"
                        + " reservation, reservation_line, reservation_transition, reservation_shipment, set_aside,"
                        + " set_aside_change");
    }

    private static ReservationGuest guest(DataSource dataSource) {
        return new ReservationGuest(
                dataSource, new ReservationPolicy(Events.policy().authority()));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void a_promise_lowers_what_is_available_and_a_ship_of_its_order_ends_it() {
        stock("A", 100);

        assertThat(ask(reserve("o1", line("1", "A", 30))).verdict()).isEqualTo(Verdict.MADE);
        assertThat(view("A").available()).isEqualTo(70);
        assertThat(ask(reserve("o1", line("1", "A", 30))).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(ask(reserve("o1", line("1", "A", 31))).verdict()).isEqualTo(Verdict.DIFFERENT_CONTENT);
        assertThat(ask(reserve("o2", line("1", "A", 71))).shortages())
                .singleElement()
                .satisfies(short_ -> assertThat(short_.available()).isEqualTo(70));

        ship("s1", "A", 10, "o1");
        assertThat(view("A").available()).isEqualTo(70);
        assertThat(state("o1")).isEqualTo(ReservationState.PARTLY_DISPATCHED);
        ship("s2", "A", 20, "o1");
        assertThat(view("A")).satisfies(view -> {
            assertThat(view.onHand()).isEqualTo(70);
            assertThat(view.allocated()).isZero();
        });
        assertThat(state("o1")).isEqualTo(ReservationState.DISPATCHED);
        assertThat(reservations.steps(key("o1")))
                .extracting(Reservations.Step::transition)
                .extracting(step -> step.state() + " " + step.what())
                .containsExactly("CONFIRMED reserved", "PARTLY_DISPATCHED goods left", "DISPATCHED goods left");
    }

    @Test
    void the_timeline_of_an_item_knows_the_steps_of_its_promises_page_by_page() {
        stock("A", 100);
        ask(reserve("o1", line("1", "A", 3)));
        ask(cancel("o1"));

        var all = reservations.of(new Sku("A"), Long.MAX_VALUE, 500);
        assertThat(all)
                .extracting(step ->
                        step.transition().what() + " at " + step.position().location())
                .containsExactlyInAnyOrder("cancelled at WH1", "reserved at WH1");
        var older = reservations.of(new Sku("A"), all.get(0).number(), 500);
        assertThat(older)
                .singleElement()
                .satisfies(step -> assertThat(step.transition().version()).isEqualTo(1));
        assertThat(reservations.of(new Sku("B"), Long.MAX_VALUE, 500)).isEmpty();
    }

    @Test
    void a_ship_that_came_first_is_already_dispatched() {
        stock("A", 10);
        ship("s1", "A", 10, "early");

        assertThat(ask(reserve("early", line("1", "A", 10))).verdict()).isEqualTo(Verdict.MADE);
        assertThat(state("early")).isEqualTo(ReservationState.DISPATCHED);
        assertThat(view("A").allocated()).isZero();
    }

    @Test
    void a_kit_leaves_for_its_order_as_it_was_promised_and_a_repeat_as_it_left_before() {
        stock("A", 10);
        stock("B", 10);
        ask(reserve("o", kit("1", "SET", 2, "A", 3L)));
        var bills = new PromisedBills(ledger.jdbc(), Events.policy());
        var components = Set.of("A", "B");

        assertThat(bills.of(shippedKit("s", "o"), components).orElseThrow().components())
                .containsExactly(new Kit.Component(new Sku("A"), 3));
        assertThat(bills.of(shippedKit("s", "other"), components)).isEmpty();

        ship("s#B", "B", 2, "o"); // it had left when nobody knew of the promise
        assertThat(bills.of(shippedKit("s", "o"), components).orElseThrow().components())
                .extracting(Kit.Component::sku)
                .containsExactly(new Sku("B"));
    }

    private static EventHeader shippedKit(String id, String order) {
        var at = NOON.plusSeconds(60);
        return Events.move(WMS, id, EventType.SHIP, "SET", WH1, 2, at, order, null, Disposition.SELLABLE)
                .header();
    }

    @Test
    void five_hundred_callers_for_the_last_hundred_get_exactly_a_hundred() {
        stock("HOT", 100);
        var asked = new ArrayList<CompletableFuture<Answer>>();
        for (int i = 0; i < 500; i++) {
            asked.add(reservations.submit(reserve("h" + i, line("1", "HOT", 1 + i % 3))));
            asked.add(reservations.submit(reserve("h" + i, line("1", "HOT", 1 + i % 3))));
        }
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();

        long promised = 0;
        for (int i = 0; i < asked.size(); i += 2) {
            var first = asked.get(i).join();
            var repeat = asked.get(i + 1).join();
            assertThat(first.verdict().isYes()).isEqualTo(repeat.verdict().isYes());
            if (first.verdict().isYes()) {
                promised += Objects.requireNonNull(first.reservation())
                        .lines()
                        .get(0)
                        .promised();
            }
        }
        assertThat(promised).isEqualTo(100);
        assertThat(view("HOT").available()).isZero();
        assertThat(view("HOT").allocated()).isEqualTo(100);
    }

    @Test
    void amend_confirm_cancel_by_line_and_whole_move_the_allocation() {
        stock("A", 10);
        stock("B", 10);
        ask(pending("o", Duration.ofHours(1), line("1", "A", 4), line("2", "B", 5)));
        assertThat(state("o")).isEqualTo(ReservationState.PENDING);

        assertThat(ask(amend("o", 1, line("1", "A", 10), line("2", "B", 5))).verdict())
                .isEqualTo(Verdict.CHANGED);
        assertThat(ask(amend("o", 1, line("1", "A", 10), line("2", "B", 5))).verdict())
                .isEqualTo(Verdict.UNCHANGED);
        assertThat(ask(amend("o", 1, line("1", "A", 1))).verdict()).isEqualTo(Verdict.OTHER_VERSION);
        assertThat(ask(amend("o", 2, line("1", "A", 11))).verdict()).isEqualTo(Verdict.INSUFFICIENT_STOCK);
        assertThat(view("A").allocated()).isEqualTo(10);
        assertThat(ask(confirm("o")).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(ask(cancel("o", "2")).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(view("B").allocated()).isZero();
        assertThat(ask(cancel("o", "3")).verdict()).isEqualTo(Verdict.UNKNOWN_LINE);
        assertThat(ask(cancel("o")).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(view("A").allocated()).isZero();
        assertThat(ask(cancel("o")).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(ask(confirm("o")).verdict()).isEqualTo(Verdict.IS_CANCELLED);
        assertThat(ask(renew("o", line("1", "A", 3))).verdict()).isEqualTo(Verdict.MADE);
        assertThat(view("A").allocated()).isEqualTo(3);
    }

    @Test
    void what_expired_is_free_and_says_so() {
        stock("A", 5);
        ask(pending("gone", Duration.ZERO, line("1", "A", 5)));

        assertThat(ask(confirm("gone")).verdict()).isEqualTo(Verdict.IS_EXPIRED);
        assertThat(view("A").available()).isEqualTo(5);
        assertThat(reservations.find(key("gone")).orElseThrow().state()).isEqualTo(ReservationState.EXPIRED);
    }

    @Test
    void a_part_is_promised_where_the_request_is_content_with_it() {
        stock("A", 5);

        var answer = ask(partial("p", line("1", "A", 3), line("2", "A", 4)));

        assertThat(answer.verdict()).isEqualTo(Verdict.MADE);
        assertThat(Objects.requireNonNull(answer.reservation()).lines())
                .extracting(one -> one.promised())
                .containsExactly(3L, 2L);
        assertThat(answer.shortages()).extracting(one -> one.line()).containsExactly("2");
        assertThat(ask(partial("q", line("1", "A", 1))).verdict()).isEqualTo(Verdict.INSUFFICIENT_STOCK);
    }

    @Test
    void news_of_a_dispatch_releases_nothing_where_another_system_owns_ship_movements() {
        stock("A", 5);
        ask(reserve("o", line("1", "A", 5)));

        assertThat(ask(dispatch("o", "S1", "1", 6)).verdict()).isEqualTo(Verdict.BEYOND_RESERVED);
        assertThat(ask(dispatch("o", "S1", "1", 5)).verdict()).isEqualTo(Verdict.NOTED);
        assertThat(ask(dispatch("o", "S1", "1", 5)).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(ask(dispatch("o", "S1", "1", 4)).verdict()).isEqualTo(Verdict.DIFFERENT_SHIPMENT);
        assertThat(view("A").onHand()).isEqualTo(5);
        assertThat(view("A").allocated()).isEqualTo(5);
    }

    /** Locks with reads behind them, then the writes with the commit. */
    @Test
    void new_promises_wait_for_the_database_twice_and_those_that_may_be_known_look_first() throws Exception {
        stock("A", 100);
        try (var turns = new CountedTurns(DATABASE);
                var counted = new TestLedger(turns.dataSource(), 1, ReservationLedgerIT::guest)) {
            var asked = new JdbcReservations(counted.tasks(), counted.jdbc());
            for (int warm = 0; warm < 10; warm++) { // the driver has every statement prepared, and asks nothing more
                asked.submit(reserve("warm" + warm, line("1", "A", 1))).join();
            }
            turns.take();

            assertThat(asked.submit(reserve("n", line("1", "A", 1))).join().verdict())
                    .isEqualTo(Verdict.MADE);
            assertThat(turns.take()).isEqualTo(2);
            assertThat(asked.submit(reserve("n", line("1", "A", 1))).join().verdict())
                    .isEqualTo(Verdict.UNCHANGED);
            assertThat(turns.take()).as("repeated").isGreaterThan(2);
        }
    }

    @Test
    void a_promise_that_holds_other_items_than_its_repeat_names_is_found_all_the_same() {
        stock("A", 10);
        stock("B", 10);
        ask(reserve("o", line("1", "A", 4)));

        assertThat(ask(reserve("o", line("1", "B", 4))).verdict()).isEqualTo(Verdict.DIFFERENT_CONTENT);
        assertThat(ask(amend("o", 1, line("1", "B", 5))).verdict()).isEqualTo(Verdict.CHANGED);
        assertThat(ask(reserve("o", line("1", "A", 4))))
                .as("the first request again, whose items it no longer holds")
                .satisfies(again -> assertThat(again.verdict()).isEqualTo(Verdict.UNCHANGED))
                .satisfies(again -> assertThat(
                                Objects.requireNonNull(again.reservation()).reserved())
                        .hasSize(1));
        assertThat(view("A").allocated()).isZero();
        assertThat(view("B").allocated()).isEqualTo(5);
    }

    /** The other writer holds no position, so that only the id stands between the two. */
    @Test
    void a_promise_whose_id_another_writer_takes_meanwhile_is_decided_again() throws Exception {
        stock("A", 10);
        try (var other = DATABASE.dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("""
                    insert into reservation (pk, scope, id, namespace, reference, content, version, state, made_at, changed_at)
                    values (-1, '%s', 'o', 'elsewhere', 'x', gen_random_uuid(), 1, 1, now(), now())
                    """.formatted(key("o").scope().code()));

            var asked = reservations.submit(reserve("o", line("1", "A", 4)));
            await().until(DATABASE::isSomebodyHeldUp);
            other.commit();

            assertThat(asked.join().verdict()).isEqualTo(Verdict.DIFFERENT_CONTENT);
        }
        assertThat(view("A").allocated()).isZero();
    }

    /** Nothing removes it while its position is locked; should something ever do, no promise is lost by it. */
    @Test
    void a_batch_whose_references_were_removed_meanwhile_is_decided_again() {
        stock("A", 10);
        ask(reserve("o", line("1", "A", 4)));
        ledger.jdbc().execute("create sequence updates");
        ledger.jdbc().execute("""
                create function skip_the_first() returns trigger language plpgsql as $$
                begin if nextval('updates') = 1 then return null; end if; return new; end $$""");
        ledger.jdbc()
                .execute("create trigger skipping before update on reference_told for each row"
                        + " execute function skip_the_first()");
        try {
            assertThat(ask(amend("o", 1, line("1", "A", 7))).verdict()).isEqualTo(Verdict.CHANGED);
        } finally {
            ledger.jdbc().execute("drop trigger skipping on reference_told");
            ledger.jdbc().execute("drop function skip_the_first");
        }
        assertThat(ledger.jdbc().queryForObject("select last_value from updates", Long.class))
                .isEqualTo(2);
        assertThat(ledger.jdbc().queryForObject("select reserved from reference_total", Long.class))
                .isEqualTo(7);
        ledger.jdbc().execute("drop sequence updates");
    }

    private Answer ask(Command command) {
        return reservations.submit(command).join();
    }

    private ReservationState state(String id) {
        return reservations.find(key(id)).orElseThrow().state();
    }

    private void stock(String sku, long units) {
        ledger.submit(Events.move(WMS, "stock-" + sku, EventType.RECEIVE, sku, WH1, units, NOON));
    }

    private void ship(String id, String sku, long units, String order) {
        ledger.submit(Events.move(
                WMS, id, EventType.SHIP, sku, WH1, units, NOON.plusSeconds(60), order, null, Disposition.SELLABLE));
    }

    private PositionView view(String sku) {
        var key = new PositionKey(new Sku(sku), WH1);
        return Objects.requireNonNull(ledger.positions().read(List.of(key)).get(key));
    }
}
