package io.stockrelay.stock;

import java.util.List;
import java.util.Optional;

/** One order in one source's book, together with what has shipped of it. */
final class BookEntry {

    private final OrderBook.Line line;
    private final OrderBook book;
    private final List<PastMovement> ships;
    private final long dispatched;
    private final Clocks clocks;

    /**
     * @param ships those that may be after any statement or figure that matters
     * @param dispatched all that ever shipped of it here
     */
    BookEntry(OrderBook.Line line, OrderBook book, List<PastMovement> ships, long dispatched, Clocks clocks) {
        this.line = line;
        this.book = book;
        this.ships = ships;
        this.dispatched = dispatched;
        this.clocks = clocks;
    }

    /**
     * What a figure contains of the order, and what of that has not shipped since. Where stamps are coarse it is the least
     * of all that was said within the tolerance: a unit too few is healed by the next figure.
     */
    Inside inside(Base figure, StockState state) {
        var tolerance = clocks.within(line.source()).tolerance();
        long since = shippedAfter(figure, state);
        long units = book.newest(line, figure.asOf().minus(tolerance))
                .map(told -> remaining(told, figure, state, since))
                .orElse(0L);
        for (var told :
                book.between(line, figure.asOf().minus(tolerance), figure.asOf().plus(tolerance))) {
            units = Math.min(units, remaining(told, figure, state, since));
        }
        return new Inside(units, Math.max(0, units - since));
    }

    /**
     * @param units of the order that stood in the source's book when it made the figure
     * @param open what of them has not shipped since
     */
    record Inside(long units, long open) {

        static final Inside NOTHING = new Inside(0, 0);
    }

    /** What is open by the newest that was said, whether or not a figure contains it yet. */
    long open() {
        return newest().map(told -> switch (told.kind()) {
                    case TAKEN_OVER -> Math.max(0, told.units() - dispatched);
                    case ABSENT -> 0L;
                    case LISTED -> Math.max(0, told.units() - shippedAfter(moment(told), StockState.ON_HAND));
                })
                .orElse(0L);
    }

    Optional<BookStatement> newest() {
        return book.newest(line);
    }

    private long remaining(BookStatement told, Base figure, StockState state, long since) {
        return switch (told.kind()) {
            case TAKEN_OVER -> Math.max(0, told.units() - (dispatched - since));
            case ABSENT -> 0;
            case LISTED -> Math.max(0, told.units() - shippedBetween(told, figure, state));
        };
    }

    private long shippedAfter(Base figure, StockState state) {
        return ships.stream()
                .filter(ship -> isAfter(figure, ship, state))
                .mapToLong(BookEntry::units)
                .sum();
    }

    private long shippedBetween(BookStatement told, Base figure, StockState state) {
        var list = moment(told);
        return ships.stream()
                .filter(ship -> isAfter(list, ship, StockState.ON_HAND) && !isAfter(figure, ship, state))
                .mapToLong(BookEntry::units)
                .sum();
    }

    /** A list is cut from shipments as a figure of the same source and time is. */
    private Base moment(BookStatement told) {
        return new Base(0, told.at(), StatementKind.LEVEL, 0, line.source(), told.eventId());
    }

    private boolean isAfter(Base figure, PastMovement ship, StockState state) {
        return Cut.counts(figure, ship.at(), ship.source(), state, -units(ship), clocks);
    }

    private static long units(PastMovement ship) {
        return -ship.changes().onHand();
    }
}
