package io.stockrelay.stock.jdbc;

import io.stockrelay.shared.CauseClass;
import io.stockrelay.shared.Failure;
import io.stockrelay.shared.ReceiptId;
import io.stockrelay.shared.Step;
import io.stockrelay.stock.Decision;
import io.stockrelay.stock.DocumentDecision;
import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.EventGroup;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventOutcome;
import io.stockrelay.stock.LedgerGuest;
import io.stockrelay.stock.Outcome;
import io.stockrelay.stock.Sale;
import io.stockrelay.stock.StockState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of one batch: decided by the ledger's guest, recorded once under their own id, which keeps the outcome,
 * and once more for each further position, so that every SKU's history shows them.
 */
final class DocumentRows {

    private final Batch batch;
    private final LedgerGuest.Visit visit;
    private final List<Sale> sales = new ArrayList<>(0);

    DocumentRows(Batch batch, LedgerGuest.Visit visit) {
        this.batch = batch;
        this.visit = visit;
    }

    List<Sale> sales() {
        return sales;
    }

    boolean isConflict(DocumentEvent document) {
        var known = batch.identity(document.header().key());
        return known != null && !known.hash().equals(document.header().hash());
    }

    /** Why a document cannot be taken; a repeat can. */
    Optional<String> objection(DocumentEvent document) {
        return batch.identity(document.header().key()) == null ? visit.objection(document) : Optional.empty();
    }

    EventOutcome decide(DocumentEvent document, long line, ReceiptId receipt) {
        var key = document.header().key();
        var known = batch.identity(key);
        if (known != null) {
            return new EventOutcome(key.id(), Outcome.DUPLICATE, known.outcome(), null, line);
        }
        var decision = visit.decide(document);
        batch.identities.put(key, new Batch.Identity(document.header().hash(), decision.outcome()));
        record(document, decision, receipt);
        sales.addAll(decision.sales());
        return new EventOutcome(key.id(), decision.outcome(), null, decision.detail(), line);
    }

    private void record(DocumentEvent document, DocumentDecision decision, ReceiptId receipt) {
        if (decision.positions().isEmpty()) {
            batch.rows.add(EventRow.of(head(document, 1), decided(decision, Map.of()), null, receipt));
            return;
        }
        int number = 0;
        for (var position : decision.positions()) {
            number++;
            var step = decision.allocated().get(position);
            var trail = step == null ? Map.<StockState, Decision.Step>of() : Map.of(StockState.ALLOCATED, step);
            batch.rows.add(EventRow.of(head(document, number), decided(decision, trail), batch.id(position), receipt));
        }
    }

    private static Decision decided(DocumentDecision decision, Map<StockState, Decision.Step> trail) {
        return new Decision(decision.outcome(), decision.detail(), trail);
    }

    /** The rows of further positions have ids of their own, which no mapping can produce: they have a line break. */
    private static EventRow.Head head(DocumentEvent document, int number) {
        var header = document.header();
        var id = header.key().id();
        var key = number == 1 ? header.key() : new EventKey(header.key().source(), rowId(id, number));
        return new EventRow.Head(
                key,
                header.hash(),
                header.type(),
                header.at(),
                header.version(),
                header.reference(),
                header.reason(),
                null);
    }

    /** The event's own id, of whichever of its rows. */
    static String idOf(String rowId) {
        int end = rowId.indexOf('\n');
        return end < 0 ? rowId : rowId.substring(0, end);
    }

    static String rowId(String id, int number) {
        var suffix = "\n" + number;
        int most = EventKey.ID_LENGTH_MAX - suffix.length();
        return (id.length() > most ? id.substring(0, most) : id) + suffix;
    }

    static Failure conflictOf(DocumentEvent document, EventGroup group) {
        var key = document.header().key();
        return failure(
                document,
                "event " + key.id() + " of " + key.source()
                        + " came before with other content; the first one holds. Find out which is right, then send a"
                        + " correction under a new id or discard this one",
                group);
    }

    static Failure failure(DocumentEvent document, String message, EventGroup group) {
        var key = document.header().key();
        return new Failure(
                Step.LEDGER,
                CauseClass.CONFLICT,
                message,
                null,
                key.id(),
                null,
                null,
                group.line(),
                group.canonicalJson());
    }
}
