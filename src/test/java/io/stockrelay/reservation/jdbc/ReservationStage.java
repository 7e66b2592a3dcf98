package io.stockrelay.reservation.jdbc;

import static io.stockrelay.stock.Events.NOON;
import static io.stockrelay.stock.Events.WH1;
import static io.stockrelay.stock.Events.WMS;

import io.stockrelay.reservation.Answer;
import io.stockrelay.reservation.Command;
import io.stockrelay.reservation.Orders;
import io.stockrelay.reservation.ReservationPolicy;
import io.stockrelay.reservation.Reservations;
import io.stockrelay.shared.Invariant;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.DecidedSubmission;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.Submission;
import io.stockrelay.stock.jdbc.TestLedger;
import io.stockrelay.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** One node of the real ledger with reservations as its guest; several may share a database. */
final class ReservationStage implements AutoCloseable {

    final TestLedger ledger;
    final Reservations reservations;

    ReservationStage(TestPostgres database, int writers) {
        ledger = new TestLedger(
                database,
                writers,
                List.of(),
                dataSource -> new ReservationGuest(
                        dataSource, new ReservationPolicy(Events.policy().authority())));
        reservations = new JdbcReservations(ledger.tasks(), ledger.jdbc());
    }

    static void empty(TestPostgres database) {
        database.jdbc()
                .sql(
                        "truncate position, position_state, event, reference_total, location_run, location_run_exempt,"
                                + " reservation, reservation_line, reservation_transition, reservation_shipment, order_statement")
                .update();
    }

    Answer ask(Command command) {
        return reservations.submit(command).join();
    }

    void stock(String sku, LocationId at, long units) {
        ledger.submit(Events.move(WMS, "stock-" + sku + at, EventType.RECEIVE, sku, at, units, NOON));
    }

    static StockEvent shipment(String id, String sku, long units, String order) {
        return Events.move(
                WMS, id, EventType.SHIP, sku, WH1, units, NOON.plusSeconds(60), order, null, Disposition.SELLABLE);
    }

    /** Each alone, in one delivery. */
    DecidedSubmission tell(OrderEvent... said) {
        return telling(said).join();
    }

    CompletableFuture<DecidedSubmission> telling(OrderEvent... said) {
        var groups = Arrays.stream(said)
                .map(one -> new EventGroup(List.of(), List.of(one), "[]", 0))
                .toList();
        return ledger.submit(new Submission(TestLedger.delivery(Orders.SHOP), groups, List.of(), List.of(), List.of()));
    }

    PositionView view(String sku, LocationId at) {
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
        all.add(new OrderIsItsStatements(jdbc));
        return all;
    }

    List<String> violations() {
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
