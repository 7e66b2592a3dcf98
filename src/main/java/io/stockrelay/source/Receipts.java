package io.stockrelay.source;

import io.stockrelay.shared.ReceiptId;
import java.util.Optional;

/** Finds what became of a webhook or message; files have a run and a result file instead. */
public interface Receipts {

    Optional<Receipt> find(ReceiptId id);
}
