package io.stockrelay.stock;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a salable figure comparable with physical ones, and counts no order twice that stands in a stated order book:
 * what a source had deducted from its figure is added back to what is on hand; what it holds for orders that we did not
 * promise ourselves is allocated. Of an item counted by lot, nobody says from which lot an order was deducted: it counts as
 * deducted as far as every lot's figure contains it. A function of what is known alone, so that the order of arrival makes no difference.
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
        this.onHand = draft.figure();
        this.stated = draft.track(StockState.ALLOCATED).base();
    }

    /**
     * What no movement and no promise of ours explains.
     *
     * @param onHand by the position itself, or by each of its lots
     * @param closed lines of the book that can no longer change it, whatever is stated next
     */
    record Netted(Map<PositionDraft, Long> onHand, long allocated, Set<OrderBook.Line> closed) {}

    Netted netted() {
        var closed = new HashSet<OrderBook.Line>();
        Map<PositionDraft, Long> added = new LinkedHashMap<>();
        draft.shelves().forEach(shelf -> added.put(shelf, held(shelf)));
        long others = 0;
        for (var line : book.lines()) {
            var entry = entry(line);
            addBack(line, inSalable(line, entry).units(), added);
            if (inNewest(line, entry).units() == 0
                    && inStated(line, entry).units() == 0
                    && entry.open() == 0
                    && isPast(line, entry)) {
                closed.add(line);
            }
        }
        for (var order : book.orders()) {
            others += beyondOurs(order);
        }
        long unknown = unknownOrders(stated);
        if (netsOrders() && unknownThen(unknown) != 0) {
            added.merge(draft.unnamed(), unknownThen(unknown), Math::addExact);
        }
        return new Netted(added, stated == null ? others : unknown + others - stated.units(), closed);
    }

    private boolean netsOrders() {
        return onHand != null && onHand.netsOrders();
    }

    private BookEntry.Inside inNewest(OrderBook.Line line, BookEntry entry) {
        return onHand == null ? BookEntry.Inside.NOTHING : inside(onHand, line, entry);
    }

    private static BookEntry.Inside inside(Base figure, OrderBook.Line line, BookEntry entry) {
        return figure.netsOrders() && figure.source().equals(line.source())
                ? entry.inside(figure, StockState.ON_HAND)
                : BookEntry.Inside.NOTHING;
    }

    /** The least of what each lot's figure contains, as far as there was anything of the lot for the order to be taken from. */
    private BookEntry.Inside inSalable(OrderBook.Line line, BookEntry entry) {
        var least = inNewest(line, entry);
        if (draft.lots() == null || onHand == null) {
            return least;
        }
        for (var shelf : draft.shelves()) {
            if (unitsThen(shelf, onHand) > 0) {
                var base = shelf.track(StockState.ON_HAND).base();
                var own = base == null ? BookEntry.Inside.NOTHING : inside(base, line, entry);
                least = new BookEntry.Inside(Math.min(least.units(), own.units()), Math.max(least.open(), own.open()));
            }
        }
        return least;
    }

    /** What was stated and moved of a lot as of the newest figure of any. */
    private long unitsThen(PositionDraft shelf, Base figure) {
        var track = shelf.track(StockState.ON_HAND);
        return track.units() - track.nettedUnits() - shelf.unitsAfter(figure, StockState.ON_HAND, clocks);
    }

    /** What has shipped since the newest figure is added back where it left from, the rest where no lot is told. */
    private void addBack(OrderBook.Line line, long units, Map<PositionDraft, Long> added) {
        long rest = units;
        if (draft.lots() != null && onHand != null && units > 0) {
            for (var shelf : draft.shelves()) {
                long shipped = Math.min(rest, shipped(line, shelf, onHand));
                added.merge(shelf, shipped, Math::addExact);
                rest -= shipped;
            }
        }
        if (rest != 0) {
            added.merge(draft.unnamed(), rest, Math::addExact);
        }
    }

    private long shipped(OrderBook.Line line, PositionDraft shelf, Base since) {
        var own = shelf.track(StockState.ON_HAND).base();
        return shelf.ownPast().stream()
                .filter(ship -> ship.isFor(line.order(), drafts))
                .filter(ship -> isAfter(since, ship) && (own == null || isAfter(own, ship)))
                .mapToLong(ship -> -ship.changes().onHand())
                .sum();
    }

    private boolean isAfter(Base figure, PastMovement ship) {
        long change = ship.changes().onHand();
        return Cut.counts(figure, ship.at(), ship.source(), StockState.ON_HAND, change, clocks);
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
    private long held(PositionDraft shelf) {
        long units = 0;
        var figure = shelf.track(StockState.ON_HAND).base();
        if (figure != null) {
            for (var state : figure.nets()) {
                units += state == StockState.ALLOCATED ? 0 : heldThen(state, figure, shelf);
            }
        }
        return units;
    }

    /** A statement of the state later than the figure may lower what is available, and never raises it. */
    private long heldThen(StockState state, Base figure, PositionDraft shelf) {
        var track = shelf.track(state);
        long after = shelf.unitsAfter(figure, state, clocks);
        long byNow = Math.max(0, track.units()) - after;
        if (track.base() == null || !track.base().asOf().isAfter(figure.asOf())) {
            return byNow;
        }
        long byThen = shelf.book()
                .stated(state, figure.asOf())
                .map(then -> Math.max(0, then.units() + shelf.unitsAfter(then, state, clocks) - after))
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
