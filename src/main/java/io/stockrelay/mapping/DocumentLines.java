package io.stockrelay.mapping;

import io.stockrelay.stock.DocumentEvent;
import io.stockrelay.stock.OrderEvent;
import io.stockrelay.stock.OrderLine;
import java.util.stream.Stream;

/** What a document says of stock, one text for each of its lines, as mapping tests write it. */
final class DocumentLines {

    private DocumentLines() {}

    /** Such as {@code order 1001 of channel:shopify line 1 TENT-2 at WH1 3 on 2026-11-21T10:00:00Z}. */
    static Stream<String> of(DocumentEvent document) {
        var order = (OrderEvent) document;
        var header = order.header();
        var said = header.type().code() + " " + order.id() + " of " + order.party();
        var when = " on " + header.at() + (header.version() == 0 ? "" : " version " + header.version());
        return order.lines().isEmpty()
                ? Stream.of(said + when)
                : order.lines().stream().map(line -> said + " line " + line(line) + when);
    }

    private static String line(OrderLine line) {
        var article = line.article();
        return article == null
                ? line.line() + " " + line.units()
                : line.line() + " " + article.sku() + " at "
                        + article.parts().get(0).position().location() + " " + line.units();
    }
}
