package io.stockrelay.reservation;

import io.stockrelay.stock.PositionKey;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Holds what is reserved for an order against everything that was said of it. */
public final class OrderCheck {

    private OrderCheck() {}

    /** Whether enough is kept of the order to tell what it takes. */
    public static boolean isKnown(Collection<OrderStatement> statements) {
        return !OrderFold.of(statements).isForgotten();
    }

    /** What the order takes of each position by its statements alone. */
    public static Map<PositionKey, Long> wanted(Collection<OrderStatement> statements) {
        var wanted = new TreeMap<PositionKey, Long>((one, other) -> {
            int bySku = one.sku().value().compareTo(other.sku().value());
            return bySku != 0
                    ? bySku
                    : one.location().value().compareTo(other.location().value());
        });
        for (var line : OrderFold.of(statements).lines()) {
            for (var part : line.article().parts()) {
                wanted.merge(part.position(), Math.multiplyExact(line.units(), part.perUnit()), Math::addExact);
            }
        }
        return wanted;
    }

    /** As much as is wanted; more only as far as it has left. */
    public static boolean holds(long wanted, long reserved, long dispatched) {
        return reserved == wanted || reserved > wanted && reserved <= dispatched;
    }
}
