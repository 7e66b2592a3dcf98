package io.stockrelay.stock;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What stands under references and in the order books of sources, and what positions make of it. */
final class BookKeeping {

    private final StockPolicy policy;

    BookKeeping(StockPolicy policy) {
        this.policy = policy;
    }

    /** What the source of a figure deducts from it; a cycle count is of what is physically there. */
    Set<StockState> nets(EventHeader header, StockState state, StatementKind kind) {
        return state == StockState.ON_HAND && kind != StatementKind.COUNT
                ? policy.figures().netsOf(header.key().source())
                : Set.of();
    }

    /** Keeps a line of a source's order book; what it says of a time before a newer one may still be what a figure needs. */
    Decision book(BookEvent event, Drafts drafts) {
        var trail = new EnumMap<StockState, Decision.Step>(StockState.class);
        var header = event.header();
        if (event.alias() != null) {
            join(event.alias(), event.order(), drafts, header.position(), trail);
        }
        var source = header.key().source();
        var draft = drafts.position(header.position());
        if (draft.book().isForgotten(source, header.at())) {
            var late = "of order books of that time only what was still open is kept; nothing was added to them";
            return netted(new Decision(Outcome.STALE, late, trail), header.position(), drafts);
        }
        var line = new OrderBook.Line(source, drafts.resolve(event.order()));
        boolean isNewest = draft.book().add(line, event.statement());
        if (event.completesList()) {
            for (var other : drafts.positions()) {
                if (other.key().location().equals(header.location())) {
                    other.book().list(source, header.at());
                    renetBut(header.position(), other, drafts, new EnumMap<>(StockState.class));
                }
            }
        }
        var decided = isNewest
                ? new Decision(Outcome.APPLIED, null, trail)
                : new Decision(Outcome.STALE, "the order book says something newer of it", trail);
        return netted(decided, header.position(), drafts);
    }

    Optional<String> objection(BookEvent event, Drafts drafts) {
        return tooMany(event, drafts).or(() -> otherOrder(event, drafts));
    }

    private static Optional<String> tooMany(BookEvent event, Drafts drafts) {
        var source = event.header().key().source();
        var book = drafts.position(event.header().position()).book();
        var what = book.isFull(new OrderBook.Line(source, drafts.resolve(event.order())))
                ? "order " + event.order().reference() + " at " + event.header().location()
                : event.completesList() && book.isFullOfLists(source)
                        ? "the open orders of " + event.header().location()
                        : null;
        return what == null
                ? Optional.empty()
                : Optional.of("of " + what + " " + OrderBook.STATEMENTS_MAX + " statements of " + source
                        + " are kept, as many as there may be; nothing was taken from this one. Let it tell of them less"
                        + " often, or shorten retention.order-books, then replay this");
    }

    /** One number is of one order, for ever. */
    private static Optional<String> otherOrder(BookEvent event, Drafts drafts) {
        var alias = event.alias();
        if (alias == null) {
            return Optional.empty();
        }
        var order = drafts.resolve(event.order());
        var known = drafts.resolve(alias);
        if (!known.equals(alias) && !known.equals(order)) {
            return Optional.of("number " + alias.reference() + " is known as another number of order "
                    + known.reference() + ", so it cannot be one of " + order.reference()
                    + "; nothing was taken. Find out which is right, and send it under a new id");
        }
        boolean isPromised = !known.equals(order)
                && !drafts.isStated(alias)
                && drafts.positions().stream()
                        .anyMatch(
                                draft -> drafts.reference(alias.at(draft.key())).promisedMax() > 0);
        return isPromised
                ? Optional.of("number " + alias.reference() + " is of an order of its own, with a promise: it cannot be"
                        + " another number of " + order.reference()
                        + "; nothing was taken. Find out which is right, and send it under a new id")
                : Optional.empty();
    }

    /** What was known under an alias is known under the order from now on, at every position. */
    private void join(
            OrderReference alias,
            OrderReference named,
            Drafts drafts,
            PositionKey shown,
            Map<StockState, Decision.Step> trail) {
        var order = drafts.resolve(named);
        if (drafts.resolve(alias).equals(order)) {
            return;
        }
        var joined = new LinkedHashMap<PositionDraft, Map<StockState, Decision.Step>>();
        for (var draft : drafts.positions()) {
            var known = drafts.reference(alias.at(draft.key()));
            var steps = draft.key().equals(shown) ? trail : new EnumMap<StockState, Decision.Step>(StockState.class);
            if (!known.equals(ReferenceTotals.NONE)) {
                change(alias.at(draft.key()), totals -> ReferenceTotals.NONE, drafts, steps);
                change(order.at(draft.key()), totals -> totals.joined(known), drafts, steps);
            }
            if (draft.book().join(alias, order) || !known.equals(ReferenceTotals.NONE)) {
                joined.put(draft, steps);
            }
        }
        drafts.alias(alias, order);
        joined.forEach((draft, steps) -> renetBut(shown, draft, drafts, steps));
    }

    /** The position that an event is about is derived last, so that its trail tells all that the event changed. */
    private void renetBut(PositionKey shown, PositionDraft draft, Drafts drafts, Map<StockState, Decision.Step> steps) {
        if (!draft.key().equals(shown)) {
            renet(draft, drafts).forEach((state, step) -> steps.merge(state, step, Decision.Step::until));
            drafts.elsewhere(draft.key(), steps);
        }
    }

    /** The decision, with what it changed of a position whose figures depend on order books. */
    Decision netted(Decision decision, PositionKey position, Drafts drafts) {
        var steps = renet(drafts.position(position), drafts);
        if (steps.isEmpty()) {
            return decision;
        }
        var trail = new EnumMap<StockState, Decision.Step>(StockState.class);
        trail.putAll(decision.trail());
        steps.forEach((state, step) -> trail.merge(state, step, Decision.Step::until));
        return new Decision(decision.outcome(), decision.detail(), trail);
    }

    Map<StockState, Decision.Step> renet(PositionDraft draft, Drafts drafts) {
        if (!draft.isNetted()) {
            return Map.of();
        }
        var netted = new Netting(draft, drafts, policy.clocks()).netted();
        draft.book().close(netted.closed());
        var steps = new EnumMap<StockState, Decision.Step>(StockState.class);
        netted.onHand().forEach((shelf, units) -> net(draft, shelf, StockState.ON_HAND, units, steps));
        net(draft, draft, StockState.ALLOCATED, netted.allocated(), steps);
        return steps;
    }

    /** The steps tell the position's figures, also where a lot's are derived. */
    private static void net(
            PositionDraft position,
            PositionDraft shelf,
            StockState state,
            long units,
            Map<StockState, Decision.Step> steps) {
        var track = shelf.track(state);
        if (track.nettedUnits() != units) {
            long before = position.track(state).units();
            shelf.set(state, track.netting(units));
            steps.merge(state, new Decision.Step(before, position.track(state).units()), Decision.Step::until);
        }
    }

    void change(
            ReferenceKey key,
            UnaryOperator<ReferenceTotals> change,
            Drafts drafts,
            Map<StockState, Decision.Step> trail) {
        var before = drafts.reference(key);
        var after = change.apply(before);
        drafts.change(key, after);
        var draft = drafts.position(key.position());
        if (policy.authority().countsReferences(key.position().location())) {
            shift(draft, StockState.IN_TRANSIT, after.inTransit() - before.inTransit(), trail);
        }
        shift(draft, StockState.ALLOCATED, after.allocated() - before.allocated(), trail);
    }

    private static void shift(
            PositionDraft draft, StockState state, long difference, Map<StockState, Decision.Step> trail) {
        if (difference == 0) {
            return;
        }
        var track = draft.track(state);
        var shifted = track.withAfterUnits(track.afterUnits() + difference);
        draft.set(state, shifted);
        trail.merge(state, new Decision.Step(track.units(), shifted.units()), Decision.Step::until);
    }
}
