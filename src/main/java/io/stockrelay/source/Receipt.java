package io.stockrelay.source;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.stock.EventOutcome;
import java.time.Instant;
import java.util.List;

/** What became of one delivery: each event and its outcome, in the order of the payload. */
public record Receipt(ReceiptId id, SourceId source, Instant receivedAt, List<EventOutcome> outcomes) {}
