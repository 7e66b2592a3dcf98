package io.stockrelay.channel;

import io.stockrelay.channel.OrderContract.PolledOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;

/**
 * Orders of a channel handed in lately. What two polls both read is not handed in twice: that would cost, and would open
 * a dead letter again that a person has discarded.
 */
final class TakenOrders {

    private static final int ORDERS_MAX = 10_000;

    private final LinkedHashMap<String, Version> versions = new LinkedHashMap<>();

    private record Version(Instant changedAt, int content) {

        static Version of(PolledOrder order) {
            return new Version(order.changedAt(), Arrays.hashCode(order.content()));
        }
    }

    boolean isNew(PolledOrder order) {
        return !Version.of(order).equals(versions.get(order.id()));
    }

    void add(PolledOrder order) {
        versions.remove(order.id());
        versions.put(order.id(), Version.of(order));
        if (versions.size() > ORDERS_MAX) {
            versions.remove(versions.keySet().iterator().next());
        }
    }
}
