package io.stockrelay.allocation;

import io.stockrelay.shared.AccountId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where people and systems set stock aside for accounts, and look at it. */
public interface Allocations {

    int PAGE_MAX = 500;

    /**
     * Hands a command to the ledger; the answer comes after its commit, with what
     * {@link io.stockrelay.stock.LedgerTasks#submit} says of failures.
     */
    CompletableFuture<AllocationAnswer> submit(AllocationCommand command);

    Optional<Allocation> find(AllocationKey key);

    /** In the order of account, SKU and location; at most {@link #PAGE_MAX}. */
    List<Allocation> list(Filter filter, @Nullable AllocationKey after, int limit);

    /** Changes of one allocation, the newest first, those recorded before the given number. */
    List<RecordedChange> history(AllocationKey key, long beforeNumber, int limit);

    /** The same of all allocations of a SKU. */
    List<RecordedChange> of(Sku sku, long beforeNumber, int limit);

    /** Which ones; null for any. */
    record Filter(
            @Nullable AccountId account,
            @Nullable Sku sku,
            @Nullable LocationId location) {}
}
