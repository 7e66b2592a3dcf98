package io.stockrelay.mapping;

import io.stockrelay.shared.LocationId;
import io.stockrelay.stock.BookEvent;
import io.stockrelay.stock.EventHeader;
import io.stockrelay.stock.EventKey;
import io.stockrelay.stock.EventType;
import io.stockrelay.stock.OrderReference;
import io.stockrelay.stock.PositionKey;
import io.stockrelay.stock.ReferenceKey;
import io.stockrelay.stock.StockEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From the codes and units of one source's order book to ours: one event for each order and position. What is a kit then is
 * taken over as its components; several lines of one order over one position are added up.
 */
final class BookReferences {

    private final CrossReferences codes;
    private final MappedSource source;

    BookReferences(CrossReferences codes, MappedSource source) {
        this.codes = codes;
        this.source = source;
    }

    /** Nothing where anything was refused. */
    List<StockEvent> resolve(CanonicalBook book, Refusals refusals) {
        var placed = book.location() == null ? null : codes.location(book.location(), refusals);
        var sums = new LinkedHashMap<ReferenceKey, Long>();
        int number = 0;
        for (var line : book.lines()) {
            number++;
            var own = new Refusals();
            add(line, book, placed, sums, own);
            refusals.take("line " + number + ": ", own);
        }
        return refusals.isEmpty() ? events(book, sums) : List.of();
    }

    private void add(
            CanonicalBook.Line told,
            CanonicalBook book,
            @Nullable LocationId placed,
            Map<ReferenceKey, Long> sums,
            Refusals refusals) {
        var line = told.line();
        var item = codes.item(String.valueOf(line.sku()), refusals);
        var location = line.location() == null ? placed : codes.location(line.location(), refusals);
        if (location == null && refusals.isEmpty() && book.location() == null) {
            refusals.program("location is missing: where is it to be shipped from?");
        }
        if (item == null || location == null || !refusals.isEmpty()) {
            return;
        }
        long units = codes.signedUnits(item, line.unit(), line.quantity(), refusals);
        var order =
                new OrderReference(book.namespace() == null ? source.references() : book.namespace(), told.reference());
        codes.kit(item, book.at())
                .ifPresentOrElse(
                        kit -> kit.components()
                                .forEach(one -> sums.merge(
                                        order.at(new PositionKey(one.sku(), location)),
                                        Math.multiplyExact(units, one.units()),
                                        Math::addExact)),
                        () -> sums.merge(order.at(new PositionKey(item.sku(), location)), units, Math::addExact));
    }

    private List<StockEvent> events(CanonicalBook book, Map<ReferenceKey, Long> sums) {
        var events = new ArrayList<StockEvent>(sums.size());
        var alias = book.alias() == null ? null : new OrderReference(source.references(), book.alias());
        sums.forEach((key, units) -> {
            int number = events.size() + 1;
            var order = new OrderReference(key.namespace(), key.reference());
            boolean isLast = book.type() == EventType.OPEN_ORDERS && number == sums.size();
            events.add(new BookEvent(header(book, key, number), order, alias, units, isLast));
        });
        return events;
    }

    private EventHeader header(CanonicalBook book, ReferenceKey key, int number) {
        return new EventHeader(
                new EventKey(source.id(), book.id() + "#" + number),
                book.hash(),
                book.type(),
                key.position().sku(),
                key.position().location(),
                book.at(),
                book.sequence(),
                key.reference(),
                book.reason(),
                null);
    }
}
