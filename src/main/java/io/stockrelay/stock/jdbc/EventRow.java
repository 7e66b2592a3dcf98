package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.ReceiptId;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.Changes;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.ExpectEvent;
import io.stockrelay.stock.LevelEvent;
import io.stockrelay.stock.LotMark;
import io.stockrelay.stock.MovementEvent;
import io.stockrelay.stock.StatementKind;
import io.stockrelay.stock.StockEvent;
import io.stockrelay.stock.StockState;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One decided event on its way into the history; a document has a row for each position it speaks of. */
record EventRow(
        Head header,
        @Nullable StockEvent event,
        Decision decision,
        @Nullable Long position,
        ReceiptId receipt,
        @Nullable Changes changes,
        @Nullable StatementKind kind) {

    static EventRow of(StockEvent event, Decision decision, long position, ReceiptId receipt, boolean absent) {
        var changes = event instanceof MovementEvent movement ? Changes.of(movement) : null;
        return new EventRow(Head.of(event.header()), event, decision, position, receipt, changes, kind(event, absent));
    }

    /** What a document did at one position, or to none. */
    static EventRow of(Head header, Decision decision, @Nullable Long position, ReceiptId receipt) {
        return new EventRow(header, null, decision, position, receipt, null, null);
    }

    /** What of an event does not depend on where it happened. */
    record Head(
            EventKey key,
            UUID hash,
            EventType type,
            Instant at,
            long sequence,
            @Nullable String reference,
            @Nullable String reason,
            @Nullable LotMark lot) {

        /** Of a further row of the same event. */
        Head further(int number) {
            var furtherKey = new EventKey(key.source(), DocumentRows.rowId(key.id(), number));
            return new Head(furtherKey, hash, type, at, sequence, reference, reason, lot);
        }

        static Head of(EventHeader header) {
            return new Head(
                    header.key(),
                    header.hash(),
                    header.type(),
                    header.at(),
                    header.sequence(),
                    header.reference(),
                    header.reason(),
                    header.lot());
        }
    }

    private static @Nullable StatementKind kind(StockEvent event, boolean absent) {
        if (absent) {
            return StatementKind.RUN_ZERO;
        }
        return switch (event.header().type()) {
            case LEVEL, LOT_BLOCK, LOT_RELEASE -> StatementKind.LEVEL;
            case COUNT -> StatementKind.COUNT;
            default -> null;
        };
    }

    @Nullable
    Long change(StockState state) {
        return changes == null || changes.of(state) == 0 ? null : changes.of(state);
    }

    @Nullable
    Long stated(StockState state) {
        if (event instanceof BookEvent booked) {
            return state == StockState.ALLOCATED ? booked.units() : null;
        }
        return event instanceof LevelEvent level ? level.units().get(state) : null;
    }

    @Nullable
    Long expected() {
        return event instanceof ExpectEvent expect ? expect.units() : null;
    }

    @Nullable
    String dueOn() {
        return event instanceof ExpectEvent expect && expect.dueOn() != null
                ? expect.dueOn().toString()
                : null;
    }

    @Nullable
    String toLocation() {
        return event instanceof MovementEvent movement && movement.toLocation() != null
                ? movement.toLocation().value()
                : null;
    }

    @Nullable
    String lot() {
        var mark = header.lot();
        return mark == null ? null : mark.code();
    }

    /** 1 where it counts for its lot, null where it has none or the lot is only recorded. */
    @Nullable
    Long byLot() {
        var mark = header.lot();
        return mark != null && mark.isControlled() ? 1L : null;
    }

    @Nullable
    String run() {
        return event instanceof LevelEvent level ? level.run() : null;
    }

    /** Before and after per state, such as {@code ON_HAND:100>95 DAMAGED:0>1}. */
    @Nullable
    String trail() {
        if (decision.trail().isEmpty()) {
            return null;
        }
        var text = new StringBuilder();
        for (Map.Entry<StockState, Decision.Step> step : decision.trail().entrySet()) {
            text.append(text.isEmpty() ? "" : " ").append(step.getKey()).append(':');
            text.append(step.getValue().before())
                    .append('>')
                    .append(step.getValue().after());
        }
        return text.toString();
    }
}
