package io.stockrelay.stock.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;

/**
 * Positions that were read before, until they are forgotten. What is read while it is forgotten is not remembered: each
 * forgetting raises a counter that the reader looks at before it reads and after it remembered.
 */
final class PositionMemory {

    private static final int POSITIONS_MAX = 300_000;
    private static final int COUNTERS = 4_096;

    private final Cache<PositionKey, PositionView> views =
            Caffeine.newBuilder().maximumSize(POSITIONS_MAX).build();
    private final AtomicLongArray forgotten = new AtomicLongArray(COUNTERS);
    private final AtomicLong allForgotten = new AtomicLong();

    /** In the order asked for. */
    Map<PositionKey, PositionView> read(
            Collection<PositionKey> keys, Function<Collection<PositionKey>, Map<PositionKey, PositionView>> database) {
        var found = new LinkedHashMap<PositionKey, PositionView>(2 * keys.size());
        var missing = new LinkedHashMap<PositionKey, Long>();
        long all = allForgotten.get();
        for (var key : keys) {
            var view = views.getIfPresent(key);
            found.put(key, view == null ? PositionView.unknown(key) : view);
            if (view == null) {
                missing.put(key, forgotten.get(counter(key)));
            }
        }
        if (!missing.isEmpty()) {
            var read = database.apply(missing.keySet());
            found.putAll(read);
            remember(read, missing, all);
        }
        return found;
    }

    private void remember(Map<PositionKey, PositionView> read, Map<PositionKey, Long> before, long allBefore) {
        views.putAll(read);
        before.forEach((key, count) -> {
            if (forgotten.get(counter(key)) != count || allForgotten.get() != allBefore) {
                views.invalidate(key);
            }
        });
    }

    void forget(Collection<PositionKey> keys) {
        keys.forEach(key -> forgotten.incrementAndGet(counter(key)));
        views.invalidateAll(keys);
    }

    void forgetAll() {
        allForgotten.incrementAndGet();
        views.invalidateAll();
    }

    private static int counter(PositionKey key) {
        return Math.floorMod(key.hashCode() * 0x9E3779B9, COUNTERS);
    }
}
