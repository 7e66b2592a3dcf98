package io.stockrelay.testkit;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.PositionView;
import io.stockrelay.stock.Positions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Positions as a test sets them. */
public final class FixedPositions implements Positions {

    private final Map<PositionKey, PositionView> views = new ConcurrentHashMap<>();
    private final AtomicLong reads = new AtomicLong();

    public void state(String sku, String location, long onHand) {
        var key = new PositionKey(new Sku(sku), new LocationId(location));
        views.put(key, new PositionView(key, onHand, 0, 0, 0, 0, Instant.EPOCH, null, Instant.EPOCH));
    }

    public long reads() {
        return reads.get();
    }

    @Override
    public Map<PositionKey, PositionView> read(Collection<PositionKey> keys) {
        reads.incrementAndGet();
        return keys.stream()
                .distinct()
                .collect(Collectors.toMap(key -> key, key -> views.getOrDefault(key, PositionView.unknown(key))));
    }

    @Override
    public List<PositionView> of(Sku sku) {
        return views.values().stream()
                .filter(view -> view.key().sku().equals(sku))
                .toList();
    }
}
