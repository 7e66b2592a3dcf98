package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Requests.amend;
import static io.stockrelay.reservation.Requests.cancel;
import static io.stockrelay.reservation.Requests.confirm;
import static io.stockrelay.reservation.Requests.dispatch;
import static io.stockrelay.reservation.Requests.expire;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.pending;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.stock.BookWorld;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lines of a promise tell what is known under its reference, until more is: then it is taken over, all of it and once. */
class UntouchedPromiseIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private ReservationStage stage;

    @BeforeEach
    void open() {
        ReservationStage.empty(DATABASE);
        stage = new ReservationStage(DATABASE, 1);
        for (var sku : List.of("A", "B", "C")) {
            stage.stock(sku, WH1, 10);
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    /** What may be told of the order "o" after its promise of 4 A and 3 B, and what its totals are then. */
    enum More {
        CONFIRM(stage -> stage.ask(confirm("o")), "A 4 of 4, 0 left", "B 3 of 3, 0 left"),
        CANCEL(stage -> stage.ask(cancel("o")), "A 0 of 4, 0 left", "B 0 of 3, 0 left"),
        CANCEL_OF_A_LINE(stage -> stage.ask(cancel("o", "2")), "A 4 of 4, 0 left", "B 0 of 3, 0 left"),
        AMENDMENT(
                stage -> stage.ask(amend("o", 1, line("1", "A", 6), line("3", "C", 1))),
                "A 6 of 6, 0 left",
                "B 0 of 3, 0 left",
                "C 1 of 1, 0 left"),
        /** The warehouse tells itself what left. */
        DISPATCH_OF_A_LINE(stage -> stage.ask(dispatch("o", "s", "1", 4)), "A 4 of 4, 0 left", "B 3 of 3, 0 left"),
        EXPIRY(
                stage -> {
                    DATABASE.jdbc()
                            .sql("update reservation set expires_at = now() - interval '1 second'")
                            .update();
                    stage.ask(expire("o"));
                },
                "A 0 of 4, 0 left",
                "B 0 of 3, 0 left"),
        SHIPMENT(
                stage -> stage.ledger.submit(ReservationStage.shipment("s", "A", 4, "o")),
                "A 4 of 4, 4 left",
                "B 3 of 3, 0 left"),
        SHIPMENT_OF_AN_ITEM_IT_DOES_NOT_NAME(
                stage -> stage.ledger.submit(ReservationStage.shipment("s", "C", 2, "o")),
                "A 4 of 4, 0 left",
                "B 3 of 3, 0 left",
                "C 0 of 0, 2 left"),
        /** Changes nothing, but whatever is known of it is read, and so taken over. */
        REPEAT(
                stage -> stage.ask(reserve("o", line("1", "A", 4), line("2", "B", 3))),
                "A 4 of 4, 0 left",
                "B 3 of 3, 0 left"),
        RECEIPT_UNDER_THE_SAME_NUMBER(
                stage -> stage.ledger.submit(
                        Events.move(WMS, "r", EventType.RECEIVE, "A", WH1, 1, NOON, "o", null, Disposition.SELLABLE)),
                "A 4 of 4, 0 left",
                "B 3 of 3, 0 left"),
        ;

        private final Consumer<ReservationStage> telling;
        private final List<String> totals;

        More(Consumer<ReservationStage> telling, String... totals) {
            this.telling = telling;
            this.totals = List.of(totals);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_more_is_told_takes_it_over(More more) {
        if (more == More.CONFIRM || more == More.EXPIRY) {
            promised(pending("o", Duration.ofHours(1), line("1", "A", 4), line("2", "B", 3)));
        } else {
            promise("o");
        }
        assertThat(stage.violations()).isEmpty();

        more.telling.accept(stage);

        assertThat(totals("reference_told")).containsExactlyElementsOf(more.totals);
        assertThat(totals("reference_total")).containsExactlyElementsOf(more.totals);
        assertThat(untouched()).isZero();
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void another_number_of_its_order_takes_it_over_under_that_number() {
        promise("o");

        stage.ledger.submit(BookWorld.book(
                "ack", EventType.ACKNOWLEDGE, WH1, NOON, BookWorld.order("SO-9"), BookWorld.order("o"), 4, false));

        assertThat(untouched()).isZero();
        assertThat(stage.violations()).isEmpty();
        assertThat(stage.ask(dispatch("o", "s", "1", 4)).verdict()).isEqualTo(Verdict.NOTED);
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void a_refusal_of_another_leaves_it_as_it_is() {
        promise("o");

        assertThat(stage.ask(reserve("x", line("1", "A", 100))).verdict()).isEqualTo(Verdict.INSUFFICIENT_STOCK);

        assertThat(totals("reference_told")).isEmpty();
        assertThat(untouched()).isEqualTo(1);
    }

    @Test
    void two_lines_of_one_item_are_summed_up_at_once() {
        stage.ask(reserve("o", line("1", "A", 4), line("2", "A", 3)));

        assertThat(totals("reference_told")).containsExactly("A 7 of 7, 0 left");
        assertThat(untouched()).isZero();
        assertThat(stage.violations()).isEmpty();
    }

    /** Each holds another item's lock, so only the promise's own row keeps the second from taking it over again. */
    @Test
    void two_nodes_that_tell_more_of_it_at_once_take_it_over_once() throws Exception {
        promise("o");
        try (var other = new ReservationStage(DATABASE, 1);
                var holding = DATABASE.dataSource().getConnection();
                var statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute("select pk from reservation for update");
            var told = List.of(telling(stage, "A", 4), telling(other, "B", 3));
            await().until(() -> DATABASE.jdbc()
                            .sql("select count(*) from pg_locks where not granted")
                            .query(Long.class)
                            .single()
                    >= 2);
            holding.commit();
            told.forEach(CompletableFuture::join);
        }

        assertThat(totals("reference_total")).containsExactly("A 4 of 4, 4 left", "B 3 of 3, 3 left");
        assertThat(totals("reference_told")).hasSize(2);
        assertThat(untouched()).isZero();
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void what_counts_twice_is_found() {
        promise("o");
        DATABASE.jdbc().sql("""
                        insert into reference_told (namespace, reference, position_id, transferred, received, dispatched,
                            reserved, promised_max)
                        select namespace, reference, position_id, transferred, received, dispatched, reserved, promised_max
                        from reference_total
                        """).update();

        assertThat(stage.violations())
                .anySatisfy(found -> assertThat(found).contains("8 promised, its lines hold 4"))
                .anySatisfy(found -> assertThat(found).contains("4 allocated, its references say 8"));
    }

    private static CompletableFuture<?> telling(ReservationStage by, String sku, long units) {
        return by.ledger.submit(
                TestLedger.submission(List.of(ReservationStage.shipment("s-" + sku, sku, units, "o")), List.of()));
    }

    private void promise(String id) {
        promised(reserve(id, line("1", "A", 4), line("2", "B", 3)));
    }

    private void promised(Command.Reserve promise) {
        stage.ask(promise);
        assertThat(totals("reference_told")).isEmpty();
        assertThat(totals("reference_total")).containsExactly("A 4 of 4, 0 left", "B 3 of 3, 0 left");
        assertThat(untouched()).isEqualTo(1);
    }

    private static long untouched() {
        return DATABASE.jdbc()
                .sql("select count(*) from reservation where untouched")
                .query(Long.class)
                .single();
    }

    /** What is promised now, what ever was, and what has left, under all references. */
    private static List<String> totals(String from) {
        return DATABASE.jdbc()
                .sql(
                        "select p.sku || ' ' || t.reserved || ' of ' || t.promised_max || ', ' || t.dispatched || ' left' from "
                                + from + " t join position p on p.id = t.position_id order by 1")
                .query(String.class)
                .list();
    }
}
