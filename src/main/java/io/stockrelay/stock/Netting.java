package io.stockrelay.stock;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a salable figure comparable with physical ones, and counts no order twice that stands in a stated order book:
 * what a source had deducted from its figure is added back to what is on hand; what it holds for orders that we did not
 * promise ourselves is allocated. A function of what is known alone, so that the order of arrival makes no difference.
 */
final class Netting {

    private final PositionDraft draft;
    private final OrderBook book;
    private final Drafts drafts;
    private final Clocks clocks;
    private final @Nullable Base onHand;
    private final @Nullable Base stated;

    Netting(PositionDraft draft, Drafts drafts, Clocks clocks) {
        this.draft = draft;
        this.book = draft.book();
        this.drafts = drafts;
        this.clocks = clocks;
        this.onHand = draft.track(StockState.ON_HAND).base();
        this.stated = draft.track(StockState.ALLOCATED).base();
    }

    /**
     * What no movement and no promise of ours explains.
     *
     * @param closed lines of the book that can no longer change it, whatever is stated next
     */
    record Netted(long onHand, long allocated, Set<OrderBook.Line> closed) {}

    Netted netted() {
        var closed = new HashSet<OrderBook.Line>();
        long taken = 0;
        long others = 0;
        for (var line : book.lines()) {
            var entry = entry(line);
            long inSalable = inSalable(line, entry).units();
            taken += inSalable;
            if (inSalable == 0 && inStated(line, entry).units() == 0 && entry.open() == 0 && isPast(line, entry)) {
                closed.add(line);
            }
        }
        for (var order : book.orders()) {
            others += beyondOurs(order);
        }
        long unknown = unknownOrders(stated);
        return new Netted(
                netsOrders() ? taken + unknownThen(unknown) + held() : held(),
                stated == null ? others : unknown + others - stated.units(),
                closed);
    }

    private boolean netsOrders() {
        return onHand != null && onHand.nets().contains(StockState.ALLOCATED);
    }

    private BookEntry.Inside inSalable(OrderBook.Line line, BookEntry entry) {
        return onHand != null && netsOrders() && onHand.source().equals(line.source())
                ? entry.inside(onHand, StockState.ON_HAND)
                : BookEntry.Inside.NOTHING;
    }

    private BookEntry.Inside inStated(OrderBook.Line line, BookEntry entry) {
        return stated != null && stated.source().equals(line.source())
                ? entry.inside(stated, StockState.ALLOCATED)
                : BookEntry.Inside.NOTHING;
    }

    /**
     * What sources hold for an order beyond what we promised of it ourselves: orders of their own. News of the book later
     * than the figure make it more, never less: what was closed may have left and not be told yet.
     */
    private long beyondOurs(OrderReference order) {
        var totals = drafts.reference(order.at(draft.key()));
        long ours = Math.max(0, totals.promisedMax() - totals.dispatched());
        long open = 0;
        for (var line : book.lines()) {
            if (line.order().equals(order) && isRead(line)) {
                var entry = entry(line);
                open = Math.max(open, inSalable(line, entry).open());
                open = Math.max(open, inStated(line, entry).open());
                open = Math.max(open, entry.open());
            }
        }
        return Math.max(0, open - ours);
    }

    private boolean isRead(OrderBook.Line line) {
        return onHand != null && netsOrders() && onHand.source().equals(line.source())
                || stated != null && stated.source().equals(line.source());
    }

    /** What a stated order book holds of orders whose lines nobody told us. */
    private long unknownOrders(@Nullable Base figure) {
        if (figure == null) {
            return 0;
        }
        long known = 0;
        for (var line : book.lines()) {
            if (line.source().equals(figure.source())) {
                known += entry(line).inside(figure, StockState.ALLOCATED).units();
            }
        }
        return Math.max(0, figure.units() - known);
    }

    /** As of the salable figure: orders that came into the book later are not inside it. */
    private long unknownThen(long unknownNow) {
        if (stated == null || onHand == null || !stated.asOf().isAfter(onHand.asOf())) {
            return unknownNow;
        }
        var then = book.stated(StockState.ALLOCATED, onHand.asOf()).orElse(null);
        return Math.min(unknownNow, unknownOrders(then));
    }

    /** What was on hold and damaged as of the figure, where it was deducted. */
    private long held() {
        long units = 0;
        if (onHand != null) {
            for (var state : onHand.nets()) {
                units += state == StockState.ALLOCATED ? 0 : heldThen(state, onHand);
            }
        }
        return units;
    }

    /** A statement of the state later than the figure may lower what is available, and never raises it. */
    private long heldThen(StockState state, Base figure) {
        var track = draft.track(state);
        long after = draft.unitsAfter(figure, state, clocks);
        long byNow = Math.max(0, track.units()) - after;
        if (track.base() == null || !track.base().asOf().isAfter(figure.asOf())) {
            return byNow;
        }
        long byThen = book.stated(state, figure.asOf())
                .map(then -> Math.max(0, then.units() + draft.unitsAfter(then, state, clocks) - after))
                .orElse(0L);
        return Math.min(byNow, byThen);
    }

    /**
     * No figure that is newer than the ones of now can make anything of it: it has nothing open, and had nothing then. As
     * long as the stated book is newer than the salable figure, an older statement of it still tells what that contains.
     */
    private boolean isPast(OrderBook.Line line, BookEntry entry) {
        var newest = entry.newest().orElse(null);
        return isRead(line)
                && newest != null
                && (stated == null
                        || onHand == null
                        || !netsOrders()
                        || !stated.asOf().isAfter(onHand.asOf()))
                && (onHand == null || !newest.at().isAfter(onHand.asOf()))
                && (stated == null || !newest.at().isAfter(stated.asOf()));
    }

    private BookEntry entry(OrderBook.Line line) {
        var ships = draft.past().stream()
                .filter(movement -> movement.isFor(line.order(), drafts))
                .toList();
        var dispatched = drafts.reference(line.order().at(draft.key())).dispatched();
        return new BookEntry(line, book, ships, dispatched, clocks);
    }
}
