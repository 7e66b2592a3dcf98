package io.stockrelay.stock;

import io.stockrelay.shared.Sku;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads lots as last committed, and lets people and time change what may be sold of them. */
public interface LotRegister {

    /** The lots of the SKU everywhere, empty ones left out, by location and lot; at most so many. */
    List<LotView> of(Sku sku, int limit);

    /** What is known of a lot; empty where nothing is. */
    Optional<KnownLot> find(LotKey key);

    /** What becomes of each position's lots by time; those without lots left out. At most 10,000 keys. */
    Map<PositionKey, LotOutlook> outlook(Collection<PositionKey> keys);

    /** Completes after the commit, as {@link LedgerTasks#submit}. */
    <A> CompletableFuture<A> submit(LotTask<A> task);

    /** Positions whose lots change by the passing of time and that were not looked at since, the oldest first. */
    List<PositionKey> due(int max);
}
