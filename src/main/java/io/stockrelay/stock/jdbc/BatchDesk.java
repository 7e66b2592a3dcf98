package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.stock.Drafts;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.Merge;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.ReferenceKey;

/** What a guest of the ledger may do to the batch it takes part in. */
record BatchDesk(Batch batch, Merge merge) implements LedgerGuest.Desk {

    @Override
    public Drafts drafts() {
        return batch;
    }

    @Override
    public boolean holds(ReferenceKey key) {
        return batch.references.containsKey(key);
    }

    @Override
    public void reserve(ReferenceKey key, long units) {
        merge.reserve(key, units, batch);
    }

    @Override
    public EventOutcome move(MovementEvent movement, ReceiptId receipt) {
        var header = movement.header();
        var known = batch.identity(header.key());
        if (known != null) {
            return new EventOutcome(header.key().id(), Outcome.DUPLICATE, known.outcome(), null, 0);
        }
        var decision = merge.decide(movement, batch);
        batch.identities.put(header.key(), new Batch.Identity(header.hash(), decision.outcome()));
        batch.rows.add(EventRow.of(movement, decision, batch.id(header.position()), receipt, false));
        return new EventOutcome(header.key().id(), decision.outcome(), null, decision.detail(), 0);
    }
}
