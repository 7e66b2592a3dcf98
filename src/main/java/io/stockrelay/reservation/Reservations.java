package io.stockrelay.reservation;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where callers ask for promises and look at them. */
public interface Reservations {

    /**
     * Hands a command to the ledger; the answer comes after its commit, with what
     * {@link io.stockrelay.stock.LedgerTasks#submit} says of failures.
     */
    CompletableFuture<Answer> submit(Command command);

    Optional<Reservation> find(ReservationKey key);

    /** Its life, oldest first; at most 1,000 steps. */
    List<Transition> transitions(ReservationKey key);

    /** Steps of whatever holds something of the SKU, newest first, those recorded before the number; 500 at most. */
    List<RecordedTransition> of(Sku sku, long beforeNumber, int limit);

    /** How much left under the order's reference, by position. */
    Map<PositionKey, Long> dispatched(OrderReference order);

    /** Pending ones whose time is over by the database's clock, the longest overdue first. */
    List<ReservationKey> due(int max);
}
