package io.stockrelay.reservation;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import java.util.LinkedHashMap;
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

    /** A component named twice is one that counts twice. */
    public RequestedLine {
        if (units < 1 || components.isEmpty() || components.stream().anyMatch(one -> one.perUnit() < 1)) {
            throw new IllegalArgumentException(
                    "line " + line + " asks for " + units + " of " + sku + " made of " + components);
        }
        var sums = new LinkedHashMap<PositionKey, Long>();
        components.forEach(one -> sums.merge(one.position(), one.perUnit(), Math::addExact));
        components = sums.entrySet().stream()
                .map(sum -> new Component(sum.getKey(), sum.getValue()))
                .toList();
    }
}
