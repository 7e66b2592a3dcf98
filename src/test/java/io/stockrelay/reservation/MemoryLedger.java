package io.stockrelay.reservation;

import io.stockrelay.allocation.AllocationBook;
import io.stockrelay.allocation.AllocationChange;
import io.stockrelay.allocation.AllocationCommand;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.Drafts;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerGuest.Desk;
import io.stockrelay.stock.Merge;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.StockEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger's batches with reservations as their guest, in memory: the same rules, no database, any clock. */
final class MemoryLedger implements Desk {

    final Events.Memory memory = new Events.Memory();
    final Map<ReservationKey, StoredReservation> stored = new LinkedHashMap<>();
    final Map<ReservationKey, List<OrderStatement>> statements = new HashMap<>();
    final List<DocumentDecision> decisions = new ArrayList<>();
    final List<Transition> transitions = new ArrayList<>();
    final List<AllocationChange> changes = new ArrayList<>();
    private final Map<String, UUID> moves = new HashMap<>();
    private final Map<ReservationKey, Map<String, Shipment>> shipments = new HashMap<>();
    private final Merge merge = new Merge(Events.policy());
    private final Set<EventKey> seen = new HashSet<>();
    private long numbers;

    /** Decides commands and events in their order, all at one time; an event is answered by null. */
    List<@Nullable Answer> run(Instant now, List<?> works) {
        var answers = new ArrayList<@Nullable Answer>();
        runAll(now, works).forEach(answer -> answers.add((Answer) answer));
        return answers;
    }

    /** The same with commands on allocations among them. */
    List<@Nullable Object> runAll(Instant now, List<?> works) {
        var book = new ReservationBook(Requests.policy());
        book.open(this, now, stored.values(), shipments);
        var orders = new OrderBook(book);
        orders.open(this, statements);
        var allocations = new AllocationBook(memory, now, moves);
        var answers = new ArrayList<@Nullable Object>();
        var numbers = new LinkedHashSet<OrderReference>();
        for (var work : works) {
            if (work instanceof BookEvent told && told.alias() != null) {
                numbers.add(told.alias());
            }
            if (work instanceof AllocationCommand command) {
                answers.add(allocations.decide(command));
                continue;
            }
            if (work instanceof Command command) {
                answers.add(book.decide(command));
                continue;
            }
            if (work instanceof OrderEvent order) {
                if (seen.add(order.header().key())) {
                    decisions.add(orders.decide(order));
                }
                answers.add(null);
                continue;
            }
            var event = (StockEvent) work;
            if (seen.add(event.header().key())) {
                merge.decide(event, memory);
            }
            answers.add(null);
        }
        numbers.forEach(number -> join(number, orders));
        book.settle();
        book.changes().forEach(this::keep);
        orders.moved().forEach(moved -> {
            var said = statements.remove(moved.from());
            if (said != null) {
                statements.computeIfAbsent(moved.to(), one -> new ArrayList<>()).addAll(said);
            }
        });
        allocations.changes().forEach(this::keep);
        orders.fresh()
                .forEach(kept -> statements
                        .computeIfAbsent(kept.order(), one -> new ArrayList<>())
                        .add(kept.statement()));
        return answers;
    }

    private void join(OrderReference number, OrderBook orders) {
        var order = memory.resolve(number);
        var keys = new LinkedHashSet<>(statements.keySet());
        orders.fresh().forEach(kept -> keys.add(kept.order()));
        keys.stream().filter(key -> key.id().equals(number.reference())).forEach(key -> orders.join(key, order));
    }

    private void keep(AllocationChange change) {
        changes.add(change);
        if (change.request() != null) {
            moves.put(change.request(), Objects.requireNonNull(change.content()));
        }
    }

    /** As the database would hold it: without what only the deciding objects know. */
    private void keep(ReservationChange change) {
        var key = change.after().key();
        var before = stored.get(key);
        boolean isNew = change.stored() == null;
        if (isNew != (before == null) || before != null && !Objects.equals(before.pk(), change.stored())) {
            throw new AssertionError(key + " is stored as " + before + ", not as number " + change.stored());
        }
        if (before != null
                && !change.rewritesLines()
                && !before.reservation().lines().equals(change.after().lines())) {
            throw new AssertionError("the lines of " + key + " changed and are not written");
        }
        if (change.transitions().isEmpty()) {
            throw new AssertionError(key + " is written, although nothing became of it");
        }
        isFirstStepToldByItsRow(before, change);
        long pk = before == null ? ++numbers : before.pk();
        stored.put(key, new StoredReservation(pk, change.after(), Map.of()));
        transitions.addAll(change.transitions());
        for (var shipment : change.shipments()) {
            if (shipments.computeIfAbsent(key, one -> new HashMap<>()).put(shipment.id(), shipment.shipment())
                    != null) {
                throw new AssertionError("shipment " + shipment.id() + " of " + key + " is written twice");
            }
        }
    }

    /** The row of a promise says when it was made; that its first step was version 1 at that time is not written down. */
    private static void isFirstStepToldByItsRow(@Nullable StoredReservation before, ReservationChange change) {
        var first = change.transitions().get(0);
        var madeAt = change.after().madeAt();
        boolean isTold = before == null
                ? first.version() == 1 && first.at().equals(madeAt)
                : before.reservation().madeAt().equals(madeAt);
        if (!isTold) {
            throw new AssertionError(change.after() + " was made as version 1 at another time than " + madeAt);
        }
    }

    @Override
    public Drafts drafts() {
        return memory;
    }

    @Override
    public boolean holds(ReferenceKey key) {
        return true;
    }

    @Override
    public void reserve(ReferenceKey key, long units) {
        merge.reserve(key, units, memory);
    }

    @Override
    public void ship(MovementEvent movement, OrderReference order, ReceiptId receipt) {
        if (seen.add(movement.header().key())) {
            merge.ship(movement, order, memory);
        }
    }

    @Override
    public void leaveUnwritten(ReferenceKey key) {
        // all stays in memory
    }

    @Override
    public long id(PositionKey position) {
        return 1;
    }
}
