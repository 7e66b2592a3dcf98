package io.stockrelay.reservation;

import io.stockrelay.stock.LedgerGuest.Desk;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceTotals;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The shelf of one reservation in a batch of the ledger. */
record BookShelf(Desk desk, BookEntry entry, OrderReference order, ReservationPolicy policy) implements Shelf {

    @Override
    public long atpFor(PositionKey position) {
        return Math.max(0, desk.drafts().position(position).available());
    }

    @Override
    public ReferenceTotals totals(PositionKey position) {
        var key = order.at(position);
        return desk.holds(key) ? desk.drafts().reference(key) : entry.storedTotals(position);
    }

    @Override
    public void reserve(PositionKey position, long units) {
        desk.reserve(order.at(position), units);
    }

    @Override
    public boolean shipsItself(PositionKey position) {
        return policy.shipsItself(position.location());
    }

    @Override
    public @Nullable UUID shipment(String id) {
        return entry.shipment(id);
    }
}
