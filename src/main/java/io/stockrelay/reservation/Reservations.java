package io.stockrelay.reservation;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where callers ask for promises and look at them. */
public interface Reservations {

    int PAGE_MAX = 500;

    /**
     * Which ones are meant; null means any.
     *
     * @param reference the order's number where it ships, or another number of the same order
     * @param sku of which a line takes something; a kit's line takes its components
     * @param expiringBefore pending ones whose time is over before then
     */
    record Filter(
            @Nullable Scope scope,
            @Nullable String reference,
            @Nullable Sku sku,
            @Nullable ReservationState state,
            @Nullable Instant expiringBefore) {

        public static final Filter ALL = new Filter(null, null, null, null, null);
    }

    /**
     * One step of a life.
     *
     * @param id the step was taken under
     */
    record Step(String id, Transition transition) {}

    /**
     * Hands a command to the ledger; the answer comes after its commit, with what
     * {@link io.stockrelay.stock.LedgerTasks#submit} says of failures.
     */
    CompletableFuture<Answer> submit(Command command);

    Optional<Reservation> find(ReservationKey key);

    /**
     * The one that an order is kept as, where the id is another of its numbers. Empty where the id is a reservation's own,
     * or a number of none or of several orders of that party.
     */
    Optional<Reservation> findUnderNumber(ReservationKey number);

    /** By whose they are, then by id, behind the one given; {@link #PAGE_MAX} at most. */
    List<ListedReservation> list(Filter filter, @Nullable ReservationKey after, int limit);

    /** Its life, and that of what turned out to be the same order, oldest first; at most 1,000 steps. */
    List<Step> steps(ReservationKey key);

    /** Steps of whatever holds something of the SKU, newest first, those recorded before the number; 500 at most. */
    List<RecordedTransition> of(Sku sku, long beforeNumber, int limit);

    /** How much left under the order's reference, by position. */
    Map<PositionKey, Long> dispatched(OrderReference order);

    /** Pending ones whose time is over by the database's clock, the longest overdue first. */
    List<ReservationKey> due(int max);
}
