package io.stockrelay.stock;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One position as it reads now. The states are kept signed inside; what reads as zero because of a limit is told by
 * {@link #irregularities()}.
 *
 * @param qualityHold signed sum
 * @param damaged signed sum
 * @param unusable on hand, but of lots that are expired or blocked
 * @param asOf what the on-hand figure was last stated as of; null where it was never stated absolutely
 * @param statedBy who stated it; null as above
 * @param changedAt when we last recorded a change
 * @param setAsides what is set aside and not consumed, by account
 */
public record PositionView(
        PositionKey key,
        long onHand,
        long allocated,
        long qualityHold,
        long damaged,
        long inTransit,
        long unusable,
        @Nullable Instant asOf,
        @Nullable SourceId statedBy,
        @Nullable Instant changedAt,
        Map<AccountId, Long> setAsides) {

    public PositionView {
        setAsides = Map.copyOf(setAsides);
    }

    /** Nothing of which is set aside. */
    public PositionView(
            PositionKey key,
            long onHand,
            long allocated,
            long qualityHold,
            long damaged,
            long inTransit,
            long unusable,
            @Nullable Instant asOf,
            @Nullable SourceId statedBy,
            @Nullable Instant changedAt) {
        this(key, onHand, allocated, qualityHold, damaged, inTransit, unusable, asOf, statedBy, changedAt, Map.of());
    }

    /** Without lots. */
    public PositionView(
            PositionKey key,
            long onHand,
            long allocated,
            long qualityHold,
            long damaged,
            long inTransit,
            @Nullable Instant asOf,
            @Nullable SourceId statedBy,
            @Nullable Instant changedAt) {
        this(key, onHand, allocated, qualityHold, damaged, inTransit, 0, asOf, statedBy, changedAt);
    }

    /** A position nobody has said anything about. */
    public static PositionView unknown(PositionKey key) {
        return new PositionView(key, 0, 0, 0, 0, 0, null, null, null);
    }

    /** Free to promise, signed: a negative figure is kept and shown. */
    public long available() {
        return onHand - Math.max(0, allocated) - Math.max(0, qualityHold) - Math.max(0, damaged) - unusable;
    }

    /** Available to promise: never negative, limited before locations are summed. */
    public long atp() {
        return Math.max(0, available());
    }

    /** Set aside, not consumed, and for somebody else; null is nobody's own. */
    public long setAsideForOthers(@Nullable AccountId own) {
        long sum = 0;
        for (var one : setAsides.entrySet()) {
            if (!one.getKey().equals(own)) {
                sum = Math.addExact(sum, one.getValue());
            }
        }
        return sum;
    }

    /** What may be promised to this account, or to somebody without one. */
    public long atpFor(@Nullable AccountId own) {
        return Math.max(0, atp() - setAsideForOthers(own));
    }

    public boolean isStated() {
        return asOf != null;
    }

    public List<String> irregularities() {
        var found = new ArrayList<String>();
        if (qualityHold < 0) {
            found.add("released " + -qualityHold + " more than was on quality hold");
        }
        if (damaged < 0) {
            found.add("scrapped " + -damaged + " more than was damaged");
        }
        if (available() < 0) {
            found.add("available is " + available() + ": more is promised, held or damaged than is on hand");
        }
        return found;
    }
}
