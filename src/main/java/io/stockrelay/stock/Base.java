package io.stockrelay.stock;

import io.stockrelay.shared.SourceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;

/**
 * An absolute statement of one state; the greatest of all is what movements are counted from.
 *
 * @param nets what the source had deducted from the figure already; none where it is physical
 */
public record Base(
        long units,
        Instant asOf,
        StatementKind kind,
        long sequence,
        SourceId source,
        String eventId,
        Set<StockState> nets) {

    public Base {
        nets = Set.copyOf(nets);
    }

    /** A physical figure. */
    public Base(long units, Instant asOf, StatementKind kind, long sequence, SourceId source, String eventId) {
        this(units, asOf, kind, sequence, source, eventId, Set.of());
    }

    /** The same figure, less what its source deducts. */
    public Base netting(Set<StockState> states) {
        return new Base(units, asOf, kind, sequence, source, eventId, states);
    }

    private static final Comparator<Base> BY_TIME_AND_KIND =
            Comparator.comparing(Base::asOf).thenComparing(Base::kind).thenComparingLong(Base::sequence);

    /** Whether it is less of the orders that its source had taken over. */
    boolean netsOrders() {
        return nets.contains(StockState.ALLOCATED);
    }

    /** A strict order over different statements: any arrival order ends with the same base. */
    boolean supersedes(Base other, StockState state) {
        int order = BY_TIME_AND_KIND.compare(this, other);
        if (order == 0) {
            order = Long.compare(other.available(state), available(state)); // the lower figure is the prudent one
        }
        if (order == 0) {
            order = eventId.compareTo(other.eventId);
        }
        return order != 0 ? order > 0 : source.compareTo(other.source) > 0;
    }

    /** The same statement of other units. */
    Base holding(long other) {
        return new Base(other, asOf, kind, sequence, source, eventId, nets);
    }

    /** Of what its lots are together, which is physical. */
    Base withUnits(long sum) {
        return new Base(sum, asOf, kind, sequence, source, eventId);
    }

    private long available(StockState state) {
        return state.availabilitySign() * units;
    }
}
