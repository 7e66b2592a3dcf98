package io.stockrelay.reservation;

import io.stockrelay.stock.PositionKey;
import java.util.HashMap;
import java.util.Map;

/** What lines take from their account's own set-asides before they take of what is there for everybody. */
final class OwnShare {

    private final Map<PositionKey, Long> left = new HashMap<>();
    private final Map<PositionKey, Long> held;
    private final Shelf shelf;

    /** @param held what the reservation took from them before, and may take again */
    OwnShare(Shelf shelf, Map<PositionKey, Long> held) {
        this.shelf = shelf;
        this.held = held;
    }

    /** How many of so many units are the account's own. */
    long take(PositionKey position, long units) {
        long free = left.computeIfAbsent(position, this::free);
        long taken = Math.min(free, units);
        left.put(position, free - taken);
        return taken;
    }

    private long free(PositionKey position) {
        return Math.addExact(shelf.ownFree(position), held.getOrDefault(position, 0L));
    }
}
