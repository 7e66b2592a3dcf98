package io.stockrelay.reservation;

import io.stockrelay.shared.AccountId;
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
        var draft = desk.drafts().position(position);
        return Math.max(0, Math.max(0, draft.available()) - draft.setAsides().freeOfOthers(account()));
    }

    @Override
    public @Nullable AccountId account() {
        return entry.account();
    }

    @Override
    public long ownFree(PositionKey position) {
        var account = account();
        return account == null
                ? 0
                : desk.drafts().position(position).setAsides().of(account).free();
    }

    @Override
    public void take(PositionKey position, long units) {
        var account = account();
        if (account != null && units != 0) {
            var setAsides = desk.drafts().position(position).setAsides();
            setAsides.set(account, setAsides.of(account).taking(units));
        }
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
    public boolean knowsLot(PositionKey position, String lot) {
        var lots = desk.drafts().position(position).lots();
        return lots != null && lots.knows(lot);
    }

    @Override
    public @Nullable UUID shipment(String id) {
        var taken = entry.shipment(id);
        return taken == null ? null : taken.content();
    }
}
