package io.stockrelay.stock.jdbc;

import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.ExpectEvent;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which references an event may change, so that they are read (and their positions locked) before it is decided. */
final class Touched {

    private Touched() {}

    static List<ReferenceKey> references(StockEvent event, StockPolicy policy) {
        var header = event.header();
        if (event instanceof BookEvent booked) {
            return booked.alias() == null
                    ? List.of(booked.order().at(header.position()))
                    : List.of(
                            booked.order().at(header.position()), booked.alias().at(header.position()));
        }
        if (event instanceof ExpectEvent) {
            return List.of(key(header, header.position(), policy));
        }
        if (!(event instanceof MovementEvent movement) || header.reference() == null) {
            return List.of();
        }
        return switch (header.type()) {
            case RECEIVE, TRANSFER_IN, SHIP -> List.of(key(header, header.position(), policy));
            case TRANSFER_OUT ->
                movement.toLocation() == null
                        ? List.of()
                        : List.of(key(header, new PositionKey(header.sku(), movement.toLocation()), policy));
            case RETURN,
                    ADJUST,
                    HOLD,
                    RELEASE,
                    DAMAGE,
                    SCRAP,
                    EXPECT,
                    COUNT,
                    LEVEL,
                    ORDER,
                    ORDER_EDIT,
                    ORDER_CANCEL,
                    ACKNOWLEDGE,
                    OPEN_ORDERS,
                    LOT_BLOCK,
                    LOT_RELEASE -> List.of();
        };
    }

    /** The orders that these events ship for, or that they tell another number of, under which goods may have left. */
    static Set<OrderReference> orders(List<StockEvent> events, StockPolicy policy) {
        var orders = new LinkedHashSet<OrderReference>();
        for (var event : events) {
            var header = event.header();
            if (header.type() == EventType.SHIP && header.reference() != null) {
                var key = key(header, header.position(), policy);
                orders.add(new OrderReference(key.namespace(), key.reference()));
            }
            if (event instanceof BookEvent booked && booked.alias() != null) {
                orders.add(booked.order());
            }
        }
        return orders;
    }

    private static ReferenceKey key(EventHeader header, PositionKey position, StockPolicy policy) {
        var reference = header.reference() == null ? header.key().id() : header.reference();
        return new ReferenceKey(policy.references().namespaceOf(header.key().source()), reference, position);
    }
}
