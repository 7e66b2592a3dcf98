package io.stockrelay.allocation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.stock.LedgerTask;
import io.stockrelay.stock.PositionKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody wants of allocations. Each may be repeated without harm. */
public sealed interface AllocationCommand extends LedgerTask<AllocationAnswer> {

    PositionKey position();

    /** Who asks, for the record. */
    String actor();

    String reason();

    @Override
    default int size() {
        return 1;
    }

    /**
     * Grant so much in all; what orders took of it counts against it.
     *
     * @param version the one this changes; null where it does not matter
     */
    record Set(
            AllocationKey key,
            long units,
            String actor,
            String reason,
            @Nullable Integer version) implements AllocationCommand {

        public Set {
            if (units < 0) {
                throw new IllegalArgumentException("cannot set aside " + units + " for " + key);
            }
        }

        @Override
        public PositionKey position() {
            return key.position();
        }
    }

    /** Give everybody what is not consumed. */
    record Release(AllocationKey key, String actor, String reason) implements AllocationCommand {

        @Override
        public PositionKey position() {
            return key.position();
        }
    }

    /**
     * Move what is not consumed from one account to another.
     *
     * @param request the caller's own id of this move; a repeat has no effect
     * @param content hash of the move in its caller's own words
     */
    record Reallocate(
            String request,
            UUID content,
            PositionKey position,
            AccountId from,
            AccountId to,
            long units,
            String actor,
            String reason)
            implements AllocationCommand {

        public Reallocate {
            if (units < 1 || from.equals(to)) {
                throw new IllegalArgumentException("cannot move " + units + " from " + from + " to " + to);
            }
        }
    }
}
