package io.stockrelay.reservation;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import java.util.List;

/**
 * One line of a request, resolved to our items.
 *
 * @param units whole smallest units of the item
 * @param components what one unit is made of: the item itself, or a kit's bill of materials
 */
public record RequestedLine(String line, Sku sku, long units, List<Component> components) {

    /** So many smallest units of one position for each unit of the line. */
    public record Component(PositionKey position, long perUnit) {}

    public RequestedLine {
        components = List.copyOf(components);
    }
}
