package io.stockrelay.stock;

import org.jspecify.annotations.Nullable;

/**
 * What a source says of one order at one position: how much of it stands in its order book. An acknowledgement tells all
 * that was taken over, shipped or not; a list of open orders tells what is still open.
 *
 * @param order what we know the order by
 * @param alias the source's own number of the order; null where it tells none
 * @param completesList the last line of a list: orders of the location that were in no line of it are closed at the source
 */
public record BookEvent(
        EventHeader header, OrderReference order, @Nullable OrderReference alias, long units, boolean completesList)
        implements StockEvent {

    BookStatement statement() {
        var kind = header.type() == EventType.OPEN_ORDERS ? BookStatement.Kind.LISTED : BookStatement.Kind.TAKEN_OVER;
        return new BookStatement(
                header.at(), kind, header.sequence(), units, header.key().id());
    }
}
