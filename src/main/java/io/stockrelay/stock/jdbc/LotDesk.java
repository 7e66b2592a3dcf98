package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.SourceId;
import io.stockrelay.shared.jdbc.Columns;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.Disposition;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.LotBook;
import io.stockrelay.stock.LotFacts;
import io.stockrelay.stock.LotKey;
import io.stockrelay.stock.LotTask;
import io.stockrelay.stock.Lots;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.PositionDraft;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.StockState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Decides what people and time do to lots, and writes into the history what no event of the batch tells. */
final class LotDesk {

    static final SourceId SOURCE = new SourceId("lots");

    private static final int REASON_MAX = 500;

    private LotDesk() {}

    static Object decide(LotTask<?> task, Batch batch) {
        if (task instanceof LotTask.Blocking blocking) {
            return block(blocking, batch.lots);
        }
        return ((LotTask.Turn) task).positions().size(); // looking at them was all: they are written as they are now
    }

    private static LotFacts block(LotTask.Blocking blocking, LotBook book) {
        var known = book.facts(blocking.key());
        var reason = blocking.reason();
        boolean isSame =
                known.block() == null ? reason == null : known.block().reason().equals(reason);
        if (!isSame) {
            var block = reason == null ? null : new LotFacts.Block(reason, blocking.actor(), book.now());
            book.change(blocking.key(), known.with(block));
        }
        return book.facts(blocking.key());
    }

    /** A day that passed, a block, an expiry stated elsewhere: whatever changed a position and is none of its events. */
    static void tell(Batch batch) {
        for (var draft : batch.positions.values()) {
            if (draft.lots() != null) {
                long told = told(draft, batch);
                long now = draft.track(StockState.UNUSABLE).units();
                if (told != now) {
                    batch.rows.add(row(draft, new Decision.Step(told, now), batch));
                }
            }
        }
    }

    private static long told(PositionDraft draft, Batch batch) {
        long told = draft.stored(StockState.UNUSABLE).units();
        Long position = batch.id(draft.key());
        for (var row : batch.rows) {
            var step = position.equals(row.position()) ? row.decision().trail().get(StockState.UNUSABLE) : null;
            told = step == null ? told : step.after();
        }
        return told;
    }

    private static EventRow row(PositionDraft draft, Decision.Step step, Batch batch) {
        var at = batch.lots.now();
        var key = draft.key();
        var id = "lots:" + key.sku() + "@" + key.location() + ":" + Columns.micros(at);
        var hash = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        var header = new EventHeader(
                new EventKey(SOURCE, id),
                hash,
                EventType.ADJUST,
                key.sku(),
                key.location(),
                at,
                0,
                null,
                reason(key, Objects.requireNonNull(draft.lots()), batch.lots),
                null);
        var event = new MovementEvent(header, 0, null, Disposition.SELLABLE);
        var decision = new Decision(Outcome.APPLIED, null, Map.of(StockState.UNUSABLE, step));
        return EventRow.of(event, decision, batch.id(key), new ReceiptId(hash), false);
    }

    private static String reason(PositionKey position, Lots lots, LotBook book) {
        List<String> unusable = new ArrayList<>();
        lots.all().forEach((lot, draft) -> {
            if (draft.free() > 0 && !lots.isUsable(lot)) {
                var blocked = draft.track(StockState.BLOCKED);
                unusable.add(lot + " ("
                        + (blocked.units() > 0 && blocked.base() != null
                                ? "blocked by " + blocked.base().source()
                                : why(book.facts(new LotKey(position.sku(), lot))))
                        + ")");
            }
        });
        var text = unusable.isEmpty()
                ? "every lot may be promised again"
                : "lots that cannot be promised: " + String.join(", ", unusable);
        return text.length() <= REASON_MAX ? text : text.substring(0, REASON_MAX - 1) + "…";
    }

    private static String why(LotFacts facts) {
        return facts.block() != null
                ? "blocked by " + facts.block().actor() + ": " + facts.block().reason()
                : "last day " + facts.expiresOn();
    }
}
