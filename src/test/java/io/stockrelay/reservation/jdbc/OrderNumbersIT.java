package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.stock.Events.WH1;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.reservation.Requests;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.stock.BookWorld;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.testkit.TestPostgres;
import java.time.Instant;
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
        DATABASE.jdbc()
                .sql("truncate order_alias, book_line, book_statement, book_list")
                .update();
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
    void nobody_is_promised_stock_under_another_number_of_a_known_order() {
        stage.ledger.submit(acknowledged("o1", "SO-9"));

        assertThat(stage.ask(reserve("SO-9", line("1", TENT, 10))).verdict()).isEqualTo(Verdict.REFERENCE_TAKEN);
    }
}
