package io.stockrelay.reservation.jdbc;

import static io.stockrelay.reservation.Requests.key;
import static io.stockrelay.reservation.Requests.line;
import static io.stockrelay.reservation.Requests.reserve;
import static io.stockrelay.reservation.Requests.under;
import static io.stockrelay.reservation.jdbc.ReservationStage.shipment;
import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Orders;
import io.stockrelay.reservation.Requests;
import io.stockrelay.reservation.ReservationState;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.reservation.Verdict;
import io.stockrelay.stock.BookWorld;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.Submission;
import io.stockrelay.stock.jdbc.Guests;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A promise is taken to be new, and decided again where anything is known of it. */
class NewPromiseIT {

    @RegisterExtension
    static final TestPostgres DATABASE = TestPostgres.migrated();

    private final AtomicInteger decisions = new AtomicInteger();
    private TestLedger ledger;
    private Reservations reservations;

    @BeforeEach
    void open() {
        ReservationStage.empty(DATABASE);
        ledger = new TestLedger(
                DATABASE,
                1,
                List.of(),
                dataSource -> new Guests(
                        List.of(new Counter(decisions), new ReservationGuest(dataSource, Requests.policy()))));
        reservations = new JdbcReservations(ledger.tasks(), ledger.jdbc());
        for (var sku : List.of("A", "B", "C", "GATE", BookWorld.TENT.value())) {
            ledger.submit(received("stock-" + sku, sku, 4, null));
        }
        decisions.set(0);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** A guest without tasks: counts how often batches are decided. */
    private record Counter(AtomicInteger decisions) implements LedgerGuest {

        @Override
        public boolean takes(LedgerTask<?> task) {
            return false;
        }

        @Override
        public boolean takes(DocumentEvent document) {
            return false;
        }

        @Override
        public Visit visit(List<LedgerTask<?>> tasks, Set<OrderReference> shipped, List<DocumentEvent> documents) {
            decisions.incrementAndGet();
            return new NoVisit();
        }
    }

    /** Where it is not noticed, nothing of A or B is left to promise, or the promise is made. */
    private static final String KNOWN = """
            nothing,                                 MADE,              1
            a promise of others,                     MADE,              1
            the id under another reference,          UNCHANGED,         2
            the id with other content,               DIFFERENT_CONTENT, 2
            the reference under another id,          REFERENCE_TAKEN,   2
            'the same, with enough left',            REFERENCE_TAKEN,   2
            the reference as another number,         REFERENCE_TAKEN,   2
            a shipment of its first item,            MADE,              2
            a shipment of its second item,           MADE,              2
            a shipment of an item it does not name,  MADE,              2
            """;

    @ParameterizedTest
    @CsvSource(textBlock = KNOWN)
    void what_is_known_of_a_promise_is_noticed(String known, Verdict verdict, int decided) {
        tell(known);
        decisions.set(0);

        assertThat(ask(promise()).verdict()).isEqualTo(verdict);
        assertThat(decisions).hasValue(decided);
    }

    /** Then it is looked for, instead of being found out by writing. */
    @ParameterizedTest
    @CsvSource(textBlock = KNOWN)
    void what_is_known_of_a_promise_is_noticed_soon_after_a_repeat(String known, Verdict verdict, int decided) {
        ask(reserve("repeated", line("1", "GATE", 1)));
        ask(reserve("repeated", line("1", "GATE", 1)));
        tell(known);
        decisions.set(0);

        assertThat(ask(promise()).verdict()).isEqualTo(verdict);
        assertThat(decisions).hasValue(decided);
    }

    /** PostgreSQL logs an error each time, so it must not happen each time. */
    @Test
    void of_repeats_in_a_row_only_the_first_is_written_in_vain() {
        var first = reserve("o1", line("1", "A", 1));
        var second = reserve("o2", line("1", "A", 1));
        ask(first);
        ask(second);
        long before = stepsNumbered();

        assertThat(ask(first).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(stepsNumbered()).isEqualTo(before + 1);
        assertThat(ask(second).verdict()).isEqualTo(Verdict.UNCHANGED);
        assertThat(stepsNumbered()).isEqualTo(before + 1);
    }

    /** In vain, too: what is rolled back keeps its numbers. */
    private static long stepsNumbered() {
        return DATABASE.jdbc()
                .sql("select last_value from event_number_seq")
                .query(Long.class)
                .single();
    }

    private void tell(String known) {
        switch (known) {
            case "nothing" -> {}
            case "a promise of others" -> ask(reserve("other", line("1", "C", 4)));
            case "the id under another reference" -> ask(under("x", promise()));
            case "the id with other content" -> ask(reserve("o", line("1", "C", 1)));
            case "the reference under another id" -> {
                promiseUnderAnotherId();
                ask(reserve("other", line("1", "A", 4)));
            }
            case "the same, with enough left" -> promiseUnderAnotherId();
            case "the reference as another number" -> ledger.submit(alsoKnownAs("o", "SO-9"));
            case "a shipment of its first item" -> ledger.submit(shipment("s", "A", 4, "o"));
            case "a shipment of its second item" -> ledger.submit(shipment("s", "B", 4, "o"));
            case "a shipment of an item it does not name" -> ledger.submit(shipment("s", "C", 4, "o"));
            default -> throw new IllegalArgumentException(known);
        }
    }

    private static void promiseUnderAnotherId() {
        DATABASE.jdbc()
                .sql("insert into reservation (pk, scope, id, namespace, reference, content, version, state,"
                        + " made_at, changed_at) values (-1, ?, 'x', 'acme', 'o', gen_random_uuid(), 1, 1,"
                        + " now(), now())")
                .param(key("x").scope().code())
                .update();
    }

    @Test
    void what_is_told_while_it_waits_for_its_position_is_noticed() throws Exception {
        ask(reserve("other", line("1", "A", 4)));
        decisions.set(0);

        var asked = whileHolding("""
                select id from position where sku = 'A' for update;
                insert into reference_told (namespace, reference, position_id, transferred, received, dispatched)
                select 'acme', 'o', id, 0, 0, 4 from position where sku = 'A'
                """, () -> reservations.submit(promise()));

        assertThat(asked.join().verdict()).isEqualTo(Verdict.MADE);
        assertThat(state("o")).isEqualTo(ReservationState.PARTLY_DISPATCHED);
        assertThat(decisions).hasValue(2);
    }

    @Test
    void another_number_that_is_told_meanwhile_is_waited_for() throws Exception {
        var asked = whileHolding("""
                select pg_advisory_xact_lock(72057594037927941);
                insert into order_alias values ('acme', 'o', 'acme', 'SO-9')
                """, () -> reservations.submit(promise()));

        assertThat(asked.join().verdict()).isEqualTo(Verdict.REFERENCE_TAKEN);
    }

    @Test
    void events_with_other_references_are_decided_with_what_is_known_under_those() throws Exception {
        ledger.submit(received("r1", "A", 5, "PO-1"));

        var asked = inOneBatch(TestLedger.submission(List.of(received("r2", "A", 3, "PO-1")), List.of()));

        assertThat(asked.verdict()).isEqualTo(Verdict.MADE);
        assertThat(totals("PO-1", "A")).isEqualTo("received 8, dispatched 0, reserved 0");
        assertThat(totals("o", "A")).isEqualTo("received 0, dispatched 0, reserved 4");
        assertThat(decisions).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"false, 3", "true, 8"})
    void an_event_with_the_same_reference_and_the_promise_count_under_it_together(boolean isKnown, long received)
            throws Exception {
        if (isKnown) {
            ledger.submit(received("r1", "A", 5, "o"));
        }

        var asked = inOneBatch(TestLedger.submission(List.of(received("r2", "A", 3, "o")), List.of()));

        assertThat(asked.verdict()).isEqualTo(Verdict.MADE);
        assertThat(totals("o", "A")).isEqualTo("received " + received + ", dispatched 0, reserved 4");
        assertThat(decisions).hasValue(1);
    }

    @Test
    void a_shipment_of_the_same_order_has_it_dispatched() throws Exception {
        var asked = inOneBatch(TestLedger.submission(List.of(shipment("s", "A", 4, "o")), List.of()));

        assertThat(asked.verdict()).isEqualTo(Verdict.MADE);
        assertThat(state("o")).isEqualTo(ReservationState.PARTLY_DISPATCHED);
        assertThat(totals("o", "A")).isEqualTo("received 0, dispatched 4, reserved 4");
        assertThat(decisions).hasValue(1);
    }

    @Test
    void a_shipment_of_another_order_dispatches_that_one() throws Exception {
        ask(reserve("other", line("1", "C", 4)));

        var asked = inOneBatch(TestLedger.submission(List.of(shipment("s", "C", 4, "other")), List.of()));

        assertThat(asked.verdict()).isEqualTo(Verdict.MADE);
        assertThat(state("other")).isEqualTo(ReservationState.DISPATCHED);
        assertThat(decisions).hasValue(1);
    }

    @Test
    void an_order_accepted_elsewhere_is_decided_beside_it() throws Exception {
        var stated = Orders.order("s1", "c1", 1, Orders.line("1", "C", 3));

        var asked = inOneBatch(ReservationStage.submission(stated));

        assertThat(asked.verdict()).isEqualTo(Verdict.MADE);
        assertThat(totals("s1", "C")).isEqualTo("received 0, dispatched 0, reserved 3");
        assertThat(decisions).hasValue(1);
    }

    private static Command.Reserve promise() {
        return reserve("o", line("1", "A", 4), line("2", "B", 4));
    }

    private Answer ask(Command command) {
        return reservations.submit(command).join();
    }

    private ReservationState state(String id) {
        return reservations.find(key(id)).orElseThrow().state();
    }

    private String totals(String reference, String sku) {
        return DATABASE.jdbc()
                .sql(
                        "select 'received ' || t.received || ', dispatched ' || t.dispatched || ', reserved ' || t.reserved"
                                + " from reference_total t join position p on p.id = t.position_id"
                                + " where t.namespace = 'acme' and t.reference = ? and p.sku = ?")
                .params(reference, sku)
                .query(String.class)
                .single();
    }

    private static StockEvent received(String id, String sku, long units, @Nullable String reference) {
        return Events.move(WMS, id, EventType.RECEIVE, sku, WH1, units, NOON, reference, null, Disposition.SELLABLE);
    }

    private static StockEvent alsoKnownAs(String number, String order) {
        return BookWorld.book(
                "ack-" + number,
                EventType.ACKNOWLEDGE,
                WH1,
                NOON,
                BookWorld.order(order),
                BookWorld.order(number),
                4,
                false);
    }

    /** What a delivery tells and then the promise, in a batch that gathers while the only writer waits for another item. */
    private Answer inOneBatch(Submission told) throws Exception {
        var gate = TestLedger.submission(List.of(received("gate", "GATE", 1, null)), List.of());
        return whileHolding("select id from position where sku = 'GATE' for update", () -> {
                    ledger.submit(gate);
                    awaitSomebodyHeldUp();
                    decisions.set(0);
                    ledger.submit(told);
                    return reservations.submit(promise());
                })
                .join();
    }

    private static <T> CompletableFuture<T> whileHolding(String locks, Asking<T> asking) throws SQLException {
        try (var other = DATABASE.dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(locks);
            var asked = asking.ask();
            awaitSomebodyHeldUp();
            other.commit();
            return asked;
        }
    }

    private interface Asking<T> {
        CompletableFuture<T> ask();
    }

    private static void awaitSomebodyHeldUp() {
        await().until(() -> Objects.requireNonNull(DATABASE.jdbc()
                .sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single()));
    }
}
