package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.stock.Drafts;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.Merge;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;

/** What a guest of the ledger may do to the batch it takes part in. */
record BatchDesk(Batch batch, Merge merge) implements LedgerGuest.Desk {

    @Override
    public Drafts drafts() {
        return batch;
    }

    @Override
    public boolean holds(ReferenceKey key) {
        return batch.holds(key);
    }

    @Override
    public void reserve(ReferenceKey key, long units) {
        merge.reserve(key, units, batch);
    }

    @Override
    public void leaveUnwritten(ReferenceKey key) {
        batch.leaveUnwritten(key);
    }

    @Override
    public long id(PositionKey position) {
        return batch.id(position);
    }

    @Override
    public void ship(MovementEvent movement, OrderReference order, ReceiptId receipt) {
        var header = movement.header();
        if (batch.identity(header.key()) != null) {
            return;
        }
        var decision = merge.ship(movement, order, batch);
        batch.identities.put(header.key(), new Batch.Identity(header.hash(), decision.outcome()));
        batch.rows.add(EventRow.of(movement, decision, batch.id(header.position()), receipt, false));
    }
}
