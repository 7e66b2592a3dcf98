package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.jdbc.ClosingWrites;
import io.stockrelay.stock.PositionDraft;

/** Writes what a batch was decided to be: history, states, references, books, lots, what is set aside. */
final class BatchWrite {

    private BatchWrite() {}

    static void add(ClosingWrites writes, Batch batch) {
        batch.positions.values().forEach(PositionDraft::sumUp);
        LotDesk.tell(batch);
        EventTable.write(writes, batch);
        PositionTable.write(writes, batch);
        ReferenceTable.write(writes, batch);
        BookTable.write(writes, batch);
        LotTable.write(writes, batch);
        SetAsideTable.write(writes, batch);
    }
}
