package io.stockrelay.stock;

import java.util.EnumMap;
import java.util.function.Supplier;

/** What an event of a lot says beside the units it moves: when the lot expires, and so what of it is usable. */
final class LotNews {

    private LotNews() {}

    static Decision told(StockEvent event, Drafts drafts, Supplier<Decision> deciding) {
        var position = drafts.position(event.header().position());
        if (!event.header().isByLot() && position.lots() == null) {
            return deciding.get();
        }
        long before = position.track(StockState.UNUSABLE).units();
        var decision = deciding.get();
        if (decision.outcome() != Outcome.COMPARISON) {
            learn(event.header(), drafts.lots());
        }
        long after = position.track(StockState.UNUSABLE).units();
        return before == after ? decision : with(decision, new Decision.Step(before, after));
    }

    private static void learn(EventHeader header, LotBook book) {
        var lot = header.lot();
        if (lot == null || !lot.isControlled() || lot.expiresOn() == null) {
            return;
        }
        var key = new LotKey(header.sku(), lot.code());
        var stated = new LotFacts.Expiry(
                lot.expiresOn(),
                header.at(),
                header.key().source(),
                header.key().id());
        book.change(key, book.facts(key).stating(stated));
    }

    private static Decision with(Decision decision, Decision.Step unusable) {
        var trail = new EnumMap<StockState, Decision.Step>(StockState.class);
        trail.putAll(decision.trail());
        trail.put(StockState.UNUSABLE, unusable);
        return new Decision(decision.outcome(), decision.detail(), trail);
    }
}
