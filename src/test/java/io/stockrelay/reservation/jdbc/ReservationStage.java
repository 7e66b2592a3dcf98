package io.stockrelay.reservation.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;

import io.stockrelay.allocation.AllocationAnswer;
import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.allocation.AllocationKey;
import io.stockrelay.allocation.Allocations;
import io.stockrelay.allocation.jdbc.AllocationGuest;
import io.stockrelay.allocation.jdbc.GrantedIsItsChanges;
import io.stockrelay.allocation.jdbc.JdbcAllocations;
import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Orders;
import io.stockrelay.reservation.Requests;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.Invariant;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerCompanion;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.Submission;
import io.stockrelay.stock.jdbc.Guests;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** One node of the real ledger with reservations as its guest; several may share a database. */
public final class ReservationStage implements AutoCloseable {

    public final TestLedger ledger;
    final Reservations reservations;
    final Allocations allocations;

    ReservationStage(TestPostgres database, int writers) {
        this(database, writers, List.of());
    }

    public ReservationStage(TestPostgres database, int writers, List<LedgerCompanion> companions) {
        ledger = new TestLedger(
                database,
                writers,
                companions,
                dataSource -> new Guests(
                        List.of(new ReservationGuest(dataSource, Requests.policy()), new AllocationGuest(dataSource))));
        reservations = new JdbcReservations(ledger.tasks(), ledger.jdbc());
        allocations = new JdbcAllocations(ledger.tasks(), ledger.jdbc());
    }

    public static void empty(TestPostgres database) {
        database.jdbc()
                .sql("truncate position, position_state, event, reference_told, location_run, location_run_exempt,"
                        + " reservation, reservation_line, reservation_transition, reservation_shipment, set_aside,"
                        + " set_aside_change, order_statement, reservation_dropped, order_alias, book_line, book_statement,"
                        + " book_list")
                .update();
    }

    Answer ask(Command command) {
        return reservations.submit(command).join();
    }

    AllocationAnswer ask(AllocationCommand command) {
        return allocations.submit(command).join();
    }

    /** So much at WH1, in all. */
    void setAside(AccountId account, String sku, long units) {
        ask(new AllocationCommand.Set(aside(account, sku), units, "test", "wanted", null));
    }

    static AllocationKey aside(AccountId account, String sku) {
        return new AllocationKey(account, new PositionKey(new Sku(sku), WH1));
    }

    void stock(String sku, LocationId at, long units) {
        ledger.submit(Events.move(WMS, "stock-" + sku + at, EventType.RECEIVE, sku, at, units, NOON));
    }

    static StockEvent shipment(String id, String sku, long units, String order) {
        return Events.move(
                WMS, id, EventType.SHIP, sku, WH1, units, NOON.plusSeconds(60), order, null, Disposition.SELLABLE);
    }

    /** Each alone, in one delivery. */
    public DecidedSubmission tell(OrderEvent... said) {
        return telling(said).join();
    }

    CompletableFuture<DecidedSubmission> telling(OrderEvent... said) {
        return ledger.submit(submission(said));
    }

    static Submission submission(OrderEvent... said) {
        var groups = Arrays.stream(said)
                .map(one -> new EventGroup(List.of(), List.of(one), "[]", 0))
                .toList();
        return new Submission(TestLedger.delivery(Orders.SHOP), groups, List.of(), List.of(), List.of());
    }

    public PositionView view(String sku, LocationId at) {
        var key = new PositionKey(new Sku(sku), at);
        return Objects.requireNonNull(
                ledger.positions().read(List.of(key)).get(key),
                () -> Map.of("unknown", key).toString());
    }

    List<Invariant> invariants() {
        var all = new ArrayList<>(ledger.invariants());
        var jdbc = ledger.jdbc();
        all.add(new AllocatedIsItsReferences(jdbc));
        all.add(new PromisedIsItsLines(jdbc));
        all.add(new ReservationIsItsLife(jdbc));
        all.add(new PromiseWasAvailable(jdbc));
        all.add(new TakenIsItsLines(jdbc));
        all.add(new GrantedIsItsChanges(jdbc));
        all.add(new OrderIsItsStatements(jdbc));
        return all;
    }

    public List<String> violations() {
        return invariants().stream().flatMap(one -> one.violations().stream()).toList();
    }

    List<String> irregularities() {
        return invariants().stream()
                .flatMap(one -> one.irregularities().stream())
                .toList();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
