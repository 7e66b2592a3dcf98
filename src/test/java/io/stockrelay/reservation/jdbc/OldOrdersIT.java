package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Orders.cancel;
import static io.stockrelay.reservation.Orders.edit;
import static io.stockrelay.reservation.Orders.line;
import static io.stockrelay.reservation.Orders.order;
import static io.stockrelay.stock.Events.WH1;
import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.reservation.OrderStatement;
import io.stockrelay.retention.Expiring.Step;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.Outcome;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of statements of orders that ended long ago, and of what comes after. */
class OldOrdersIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private static final Duration KEPT = Duration.ofDays(365);

    private ReservationStage stage;

    @BeforeEach
    void open() {
        ReservationStage.empty(DATABASE);
        stage = new ReservationStage(DATABASE, 3);
        stage.stock("A", WH1, 50);
    }

    @AfterEach
    void close() {
        assertThat(stage.violations()).isEmpty();
        stage.close();
    }

    @Test
    void a_late_version_of_an_order_that_is_no_longer_kept_begins_nothing_anew() {
        stage.tell(order("left", "l1", 5, line("1", "A", 3)));
        stage.ledger.submit(ReservationStage.shipment("s", "A", 3, "left"));
        stage.tell(order("gone", "g1", 0, line("1", "A", 4)), cancel("gone", "g2", 9));
        stage.tell(cancel("never", "n1", 9));
        age();

        assertThat(old(100)).isEqualTo(new Step(4, true));
        assertThat(statements()).containsExactly("gone 3 9", "left 3 5", "never 3 9");

        assertThat(told(order("left", "l0", 4, line("1", "A", 3), line("2", "A", 2))))
                .isEqualTo(Outcome.STALE);
        assertThat(told(order("gone", "g0", 8, line("1", "A", 4)))).isEqualTo(Outcome.STALE);
        assertThat(told(order("never", "n0", 9, line("1", "A", 4)))).isEqualTo(Outcome.STALE);
        assertThat(told(edit("left", "l2", 3, line("1", "A", 1)))).isEqualTo(Outcome.ALREADY_COUNTED);
        assertThat(told(edit("left", "l3", 7, line("1", "A", 1)))).isEqualTo(Outcome.APPLIED);
        assertThat(told(order("gone", "g1", 0, line("1", "A", 4)))).isEqualTo(Outcome.DUPLICATE);
        assertThat(stage.view("A", WH1).available()).isEqualTo(47);
        assertThat(stage.reservations.find(io.stockrelay.reservation.OrderBook.key(order("left", "x", 0))))
                .hasValueSatisfying(found -> assertThat(found.state()).hasToString("DISPATCHED"));
    }

    @Test
    void a_newer_version_is_news_and_counts_what_left_before() {
        stage.tell(order("o", "c", 0, line("1", "A", 3)));
        stage.ledger.submit(ReservationStage.shipment("s", "A", 3, "o"));
        age();
        old(100);

        assertThat(told(edit("o", "e", 11, line("1", "A", 1)))).isEqualTo(Outcome.APPLIED);
        assertThat(stage.view("A", WH1).available()).isEqualTo(47); // until the order is told again
        assertThat(told(order("o", "d", 10, line("1", "A", 5)))).isEqualTo(Outcome.APPLIED);
        assertThat(stage.view("A", WH1).available()).isEqualTo(44);

        stage.tell(cancel("o", "x", 12));
        age();
        assertThat(old(100)).isEqualTo(new Step(3, true));
        assertThat(statements()).containsExactly("o 3 12");
        assertThat(told(order("o", "f", 11, line("1", "A", 5)))).isEqualTo(Outcome.STALE);
    }

    @Test
    void what_is_open_or_of_which_anything_is_young_stays() {
        stage.tell(order("open", "c1", 0, line("1", "A", 3)));
        stage.tell(order("partly", "c2", 0, line("1", "A", 3)));
        stage.ledger.submit(ReservationStage.shipment("s", "A", 2, "partly"));
        stage.tell(order("young", "c3", 0, line("1", "A", 3)));
        age();
        stage.tell(cancel("young", "x", 9));
        stage.tell(edit("early", "e", 9, line("1", "A", -1)));

        assertThat(old(100)).isEqualTo(new Step(0, true));
        assertThat(statements()).hasSize(5);

        DATABASE.jdbc()
                .sql("update order_statement set recorded_at = now() - interval '400 days'")
                .update();
        assertThat(old(100)).isEqualTo(new Step(1, true)); // a change of an order that never came, without a mark
        assertThat(statements()).hasSize(4);
        assertThat(told(order("early", "c4", 0, line("1", "A", 2)))).isEqualTo(Outcome.APPLIED);
    }

    /** It changed nothing, so that only the statement itself is young. */
    @Test
    void an_ended_order_of_which_something_was_said_lately_stays() {
        stage.tell(order("o", "c", 5, line("1", "A", 3)));
        stage.ledger.submit(ReservationStage.shipment("s", "A", 3, "o"));
        age();
        assertThat(told(order("o", "late", 4, line("1", "A", 3)))).isEqualTo(Outcome.STALE);

        assertThat(old(100)).isEqualTo(new Step(0, true));
        assertThat(statements()).hasSize(2);
    }

    @Test
    void an_order_that_is_being_told_of_is_left_for_the_next_round() {
        stage.tell(order("o", "c", 0, line("1", "A", 3)), cancel("o", "x", 1));
        age();

        var telling = DATABASE.dataSource();
        TestPostgres.transactionsOn(telling).executeWithoutResult(status -> {
            JdbcClient.create(telling)
                    .sql("select pg_advisory_xact_lock(hashtextextended('channel:shop/o', 10))")
                    .query((row, number) -> number)
                    .list();
            assertThat(old(100)).isEqualTo(new Step(0, true));
        });
        assertThat(old(100)).isEqualTo(new Step(2, true));
    }

    @Test
    void two_nodes_that_remove_while_orders_are_told_lose_nothing() {
        for (int i = 0; i < 60; i++) {
            stage.tell(order("o" + i, "c" + i, 0, line("1", "A", 1)), cancel("o" + i, "x" + i, 1));
        }
        age();
        var removing = IntStream.range(0, 2)
                .mapToObj(node -> CompletableFuture.runAsync(() -> {
                    while (!old(7).isLast()) {
                        Thread.onSpinWait();
                    }
                }))
                .toList();
        var telling = IntStream.range(0, 60)
                .mapToObj(i -> stage.telling(order("o" + i, "d" + i, 5, line("1", "A", 1))))
                .toList();
        removing.forEach(CompletableFuture::join);
        telling.forEach(CompletableFuture::join);

        assertThat(stage.view("A", WH1).available()).isEqualTo(-10);
    }

    @Test
    void one_statement_more_than_are_kept_of_an_order_is_a_dead_letter() {
        stage.tell(order("o", "c", 0, line("1", "A", 3)));
        DATABASE.jdbc()
                .sql("insert into order_statement (party, reference, source, event_id, kind, version, at, lines)"
                        + " select party, reference, source, 'e' || i, 1, 0, at - interval '1 day', '[]'"
                        + " from order_statement, generate_series(2, ?) i")
                .param(OrderStatement.COUNT_MAX)
                .update();

        var refused = stage.tell(cancel("o", "x", 9));
        assertThat(refused.outcomes()).extracting(EventOutcome::outcome).containsExactly(Outcome.DEAD_LETTER);
        assertThat(refused.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).contains("order o of channel:shop", "1000"));
        assertThat(stage.view("A", WH1).available()).isEqualTo(47);
        assertThat(told(order("o", "c", 0, line("1", "A", 3)))).isEqualTo(Outcome.DUPLICATE);
    }

    private Step old(int limit) {
        var orders = new OldOrders(
                stage.ledger.jdbc(),
                TestPostgres.transactionsOn(stage.ledger.jdbc().getDataSource()));
        return orders.removeBefore(Instant.now().minus(KEPT), limit);
    }

    private Outcome told(OrderEvent said) {
        return stage.tell(said).outcomes().get(0).outcome();
    }

    /** As if all of it had been 400 days ago. */
    private static void age() {
        for (var column :
                List.of("order_statement set recorded_at = recorded_at", "reservation set changed_at = changed_at")) {
            DATABASE.jdbc().sql("update " + column + " - interval '400 days'").update();
        }
    }

    private static List<String> statements() {
        return DATABASE.jdbc()
                .sql(
                        "select reference || ' ' || kind || ' ' || extract(epoch from at - timestamptz '2026-11-21T12:00Z')::int"
                                + " from order_statement order by 1")
                .query(String.class)
                .list();
    }
}
