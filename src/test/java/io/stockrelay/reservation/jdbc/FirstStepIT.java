package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Orders.order;
import static io.stockrelay.reservation.Requests.amend;
import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.key;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.pending;
import static io.stockrelay.stock.Events.WH1;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Orders;
import io.stockrelay.reservation.RecordedTransition;
import io.stockrelay.reservation.ReservationKey;
import io.stockrelay.reservation.Scope;
import io.stockrelay.shared.Sku;
import io.stockrelay.shared.jdbc.PlanByKey;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first step of a promise is part of its row; before version 24 it was a row beside those of the later ones. */
class FirstStepIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    /** Where the first step is, and what loses it. */
    enum Place {
        ROW("update reservation set first_number = null"),
        BESIDE("delete from reservation_transition where version = 1");

        private final String loss;

        Place(String loss) {
            this.loss = loss;
        }

        /** Puts the first steps of all reservations there, as the version that kept them there would have written them. */
        void keep() {
            if (this == BESIDE) {
                int moved = DATABASE.jdbc().sql("""
                                insert into reservation_transition (reservation_pk, version, state, at, actor, what, held, number)
                                select pk, 1, first_state, made_at, first_actor, first_what, first_held, first_number
                                from reservation where first_number is not null
                                """).update();
                DATABASE.jdbc().sql("""
                                update reservation set first_state = null, first_actor = null, first_what = null,
                                    first_held = null, first_number = null
                                """).update();
                assertThat(moved).as("first steps that were part of a row").isPositive();
            }
        }
    }

    private ReservationStage stage;

    @BeforeEach
    void open() {
        ReservationStage.empty(DATABASE);
        stage = new ReservationStage(DATABASE, 1);
        stage.stock("A", WH1, 10);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static long rows(String from) {
        return DATABASE.jdbc()
                .sql("select count(*) from " + from)
                .query(Long.class)
                .single();
    }

    /** Oldest first. */
    private List<String> life(ReservationKey key) {
        return stage.reservations.steps(key).stream()
                .map(step -> step.transition())
                .map(step -> step.version() + " " + step.state() + " " + step.actor() + ": " + step.what())
                .toList();
    }

    /** Newest first, from one page to the next. */
    private List<String> timeline() {
        return stage.reservations.of(new Sku("A"), Long.MAX_VALUE, 100).stream()
                .map(FirstStepIT::inWords)
                .toList();
    }

    private static String inWords(RecordedTransition step) {
        return step.key().id() + " " + step.transition().version() + " holds " + step.reserved();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void a_promise_has_its_whole_life_wherever_its_first_step_is(Place place) {
        stage.ask(pending("o", Duration.ofHours(1), line("1", "A", 4)));
        place.keep();
        stage.ask(amend("o", 1, line("1", "A", 6)));
        stage.ask(cancel("o"));

        assertThat(life(key("o")))
                .containsExactly(
                        "1 PENDING test: reserved", "2 CONFIRMED test: amended", "3 CANCELLED test: cancelled");
        assertThat(stage.reservations.steps(key("o")).get(0).transition().at())
                .isEqualTo(stage.reservations.find(key("o")).orElseThrow().madeAt());
        assertThat(timeline()).containsExactly("o 3 holds 0", "o 2 holds 6", "o 1 holds 4");
        var second = stage.reservations.of(new Sku("A"), Long.MAX_VALUE, 2).get(1);
        assertThat(stage.reservations.of(new Sku("A"), second.number(), 2))
                .extracting(FirstStepIT::inWords)
                .containsExactly("o 1 holds 4");
        assertThat(stage.violations()).isEmpty();

        assertThat(DATABASE.jdbc().sql(place.loss).update()).isEqualTo(1);
        assertThat(stage.violations())
                .containsExactly("account:dealer-7/o: is version 3, its record has 2 steps up to 3");
    }

    @Test
    void a_promise_that_nothing_happened_to_has_no_row_of_steps() {
        stage.ask(pending("o", Duration.ofHours(1), line("1", "A", 4)));

        assertThat(rows("reservation_transition")).isZero();
        assertThat(life(key("o"))).containsExactly("1 PENDING test: reserved");
    }

    /** What somebody here did last is theirs, also where it is the first thing that happened. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void a_promise_under_the_number_of_an_order_that_ended_before_is_not_held_against_that(Place place) {
        stage.tell(Orders.cancel("o", "x", 9));
        var promise = pending("o", Duration.ofMinutes(5), line("1", "A", 5));
        var key = new ReservationKey(new Scope(Scope.Kind.CHANNEL, "shop"), "o");
        stage.ask(new Command.Reserve(
                key,
                promise.actor(),
                promise.reference(),
                promise.content(),
                promise.confirmed(),
                promise.lifetime(),
                promise.fill(),
                promise.lines(),
                promise.renew(),
                promise.amends()));
        place.keep();

        assertThat(life(key)).containsExactly("1 PENDING test: reserved");
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void what_is_made_and_changed_in_one_batch_shows_both_steps_in_order() {
        stage.tell(order("o", "c", 0, Orders.line("1", "A", 3)), Orders.cancel("o", "x", 9));

        assertThat(
                        rows(
                                "reservation r join reservation_transition t on t.reservation_pk = r.pk and t.xmin::text = r.xmin::text"))
                .as("steps written with their reservation")
                .isEqualTo(1);
        assertThat(life(new ReservationKey(new Scope(Scope.Kind.CHANNEL, "shop"), "o")))
                .containsExactly("1 CONFIRMED shop: order c", "2 CANCELLED shop: order-cancel x");
        assertThat(timeline()).containsExactly("o 2 holds 0", "o 1 holds 3");
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void promises_of_one_batch_are_numbered_as_they_were_decided_behind_what_happened_to_older_ones() {
        stage.tell(order("k", "k1", 0, Orders.line("1", "A", 1)));
        stage.tell(
                Orders.cancel("k", "k2", 5),
                order("z", "z1", 0, Orders.line("1", "A", 2)),
                order("b", "b1", 0, Orders.line("1", "A", 3)),
                order("m", "m1", 0, Orders.line("1", "A", 4)));

        assertThat(rows("reservation r join reservation_transition t on t.xmin::text = r.xmin::text where r.id <> 'k'"))
                .as("promises made with the cancel")
                .isEqualTo(3);
        assertThat(timeline())
                .containsExactly("m 1 holds 4", "b 1 holds 3", "z 1 holds 2", "k 2 holds 0", "k 1 holds 1");
    }

    /** A view whose parts cannot be joined by their keys is correct, and reads every promise for one. */
    @Test
    void each_place_is_read_by_its_key_where_steps_are_joined() throws Exception {
        var plan = new ArrayList<String>();
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(PlanByKey.SQL); // the tables are empty
            try (var rows = statement.executeQuery("""
                    explain select t.what from reservation r join reservation_step t on t.reservation_pk = r.pk
                    where r.scope = 'account:dealer-7' and r.id = 'o'
                    """)) {
                while (rows.next()) {
                    plan.add(rows.getString(1).strip());
                }
            }
        }

        assertThat(plan).contains("Index Cond: (reservation_pk = r.pk)", "Index Cond: (pk = r.pk)");
    }
}
