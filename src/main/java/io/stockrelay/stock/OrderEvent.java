package io.stockrelay.stock;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a source says of an order that was accepted elsewhere: a fact, never refused.
 *
 * @param party whose order it is, such as {@code channel:shopify}
 * @param order what the order is known by where it ships
 * @param lines of an order: all there are; of an edit: what changes; of a cancel: none, or what is given up
 */
public record OrderEvent(DocumentHeader header, String party, OrderReference order, List<OrderLine> lines)
        implements DocumentEvent {

    public OrderEvent {
        lines = List.copyOf(lines);
    }

    @Override
    public Set<PositionKey> positions() {
        var positions = new LinkedHashSet<PositionKey>();
        for (var line : lines) {
            if (line.article() != null) {
                line.article().parts().forEach(part -> positions.add(part.position()));
            }
        }
        return positions;
    }

    /** The order's id at its party. */
    public String id() {
        return order.reference();
    }

    /** Whether it says all there is to say of the order, and not only what changed. */
    public boolean isWhole() {
        return switch (header.type()) {
            case ORDER -> true;
            case ORDER_CANCEL -> lines.isEmpty();
            default -> false;
        };
    }
}
