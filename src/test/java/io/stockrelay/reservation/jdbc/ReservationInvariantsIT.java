package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.dispatch;
import static io.stockrelay.reservation.Requests.expire;
import static io.stockrelay.reservation.Requests.kit;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.partial;
import static io.stockrelay.reservation.Requests.pending;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WH3;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code verify} finds: each kind of damage, planted by hand. */
class ReservationInvariantsIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private ReservationStage stage;

    @BeforeEach
    void live() {
        ReservationStage.empty(DATABASE);
        stage = new ReservationStage(DATABASE, 1);
        stage.stock("A", WH1, 20);
        stage.stock("B", WH1, 20);
        stage.stock("C", WH3, 5);
        stage.ask(reserve("open", line("1", "A", 3), line("2", "A", 2), line("3", "B", 1)));
        stage.ask(reserve("partly", kit("1", "K", 2, "A", 1L, "B", 2L)));
        stage.ledger.submit(ReservationStage.shipment("p1", "B", 1, "partly"));
        stage.ask(partial("sent", line("1", "C", WH3, 9)));
        stage.ask(dispatch("sent", "S1", "1", 5));
        stage.ask(reserve("gone", line("1", "A", 4)));
        stage.ledger.submit(ReservationStage.shipment("g1", "A", 1, "gone"));
        stage.ask(cancel("gone"));
        stage.ask(pending("late", Duration.ZERO, line("1", "A", 1)));
        stage.ask(expire("late"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void nothing_is_found_where_all_is_well() {
        assertThat(stage.violations()).isEmpty();
        assertThat(stage.irregularities()).isEmpty();
    }

    @Test
    void more_that_left_than_was_promised_is_worth_a_look_and_no_violation() {
        stage.ledger.submit(ReservationStage.shipment("g2", "A", 2, "gone"));
        stage.ledger.submit(ReservationStage.shipment("x1", "A", 2, "nobody"));

        assertThat(stage.violations()).isEmpty();
        assertThat(stage.irregularities()).containsExactly("A at WH1: 3 left for gone, 1 were promised to it");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            update position_state set after_units = after_units + 1 where state = 4 and after_units = 7 \
            | A at WH1: 8 allocated, its references say 7
            delete from position_state where state = 4 and after_units = 7 \
            | A at WH1: 0 allocated, its references say 7
            update reference_told set reserved = 6 where reference = 'open' and reserved = 5 \
            | open at A at WH1: 6 promised, its lines hold 5
            delete from reservation_line l using reservation r where r.pk = l.reservation_pk and r.id = 'open' and line_no = 2 \
            | open at B at WH1: 1 promised, its lines hold 0
            delete from reference_told where reference = 'open' and reserved = 1 \
            | open at B at WH1: 0 promised, its lines hold 1
            update reservation set state = 0 where id = 'open' \
            | account:dealer-7/open: is in state 0, its last step says 1
            update reservation set version = 7 where id = 'open' \
            | account:dealer-7/open: is version 7, its record has 1 steps up to 1
            update reservation set first_number = null \
            | account:dealer-7/gone: is version 3, its record has 2 steps up to 3
            update reservation set first_number = null \
            | account:dealer-7/open: is version 1, its record has 0 steps up to 0
            update reservation set first_state = 0 where id = 'open' \
            | account:dealer-7/open: is in state 1, its last step says 0
            delete from reservation_transition where version = 2 \
            | account:dealer-7/gone: is version 3, its record has 2 steps up to 3
            delete from reservation_transition where version = 3 \
            | account:dealer-7/gone: is in state 4, its last step says 2
            update reservation set state = 4 where id = 'open' \
            | account:dealer-7/open: is closed in state 4 and still holds 6
            update reservation_line set reserved = 4 where line_no = 0 and requested = 4 \
            | account:dealer-7/gone: is closed in state 4 and still holds 3
            update reservation set state = 3 where id = 'partly' \
            | account:dealer-7/partly: is closed in state 3 and still holds 5
            update reservation set state = 1 where id = 'partly' \
            | account:dealer-7/partly: is in state 1 although 1 of it left
            update reservation set state = 2 where id = 'open' \
            | account:dealer-7/open: is partly dispatched, but 0 of 6 left
            update reservation set state = 2 where id = 'sent' \
            | account:dealer-7/sent: is partly dispatched, but 5 of 5 left
            delete from reservation_line \
            | account:dealer-7/open: has no lines
            update reservation_line set atp_before = 2 where line_no = 0 and requested = 3 \
            | account:dealer-7/open line 1: A at WH1 holds 3 of 3 promised for 3 asked, when 2 were available
            update reservation_line set reserved = 5 where line_no = 0 and requested = 3 \
            | account:dealer-7/open line 1: A at WH1 holds 5 of 3 promised for 3 asked, when 20 were available
            update reservation_line set promised = 4 where line_no = 0 and requested = 3 \
            | account:dealer-7/open line 1: A at WH1 holds 3 of 4 promised for 3 asked, when 20 were available
            update reservation_line set reserved = -1 where line_no = 0 and requested = 3 \
            | account:dealer-7/open line 1: A at WH1 holds -1 of 3 promised for 3 asked, when 20 were available
            """)
    void each_kind_of_damage_is_found(String damage, String found) {
        assertThat(DATABASE.jdbc().sql(damage).update()).as("rows damaged").isPositive();

        assertThat(stage.violations()).contains(found);
    }
}
