package io.stockrelay.stock;

import io.stockrelay.shared.Sku;
import java.util.List;
import java.util.Optional;

/** Reads the append-only history. */
public interface History {

    int PAGE_MAX = 500;

    /** Newest first, those recorded before the given number; at most {@link #PAGE_MAX}. */
    List<RecordedEvent> of(Sku sku, long beforeNumber, int limit);

    Optional<RecordedEvent> find(EventKey key);
}
