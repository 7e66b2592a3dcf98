package io.stockrelay.reservation;

import io.stockrelay.shared.Sku;
import io.stockrelay.stock.PositionKey;
import java.util.List;

/**
 * One line of a reservation.
 *
 * @param requested what was asked for, in smallest units of the item
 * @param promised what was said yes to; less than requested only where the request was content with a part
 * @param parts what it takes of each component's position
 */
public record Line(String line, Sku sku, long requested, long promised, List<Part> parts) {

    /**
     * What a line takes of one position.
     *
     * @param reserved what is still promised or has left; a release lowers it to what has left
     * @param atpBefore what was available to promise just before this part was taken
     * @param own what of {@code reserved} was taken from what is set aside for the account; it leaves first
     */
    public record Part(PositionKey position, long perUnit, long reserved, long atpBefore, long own) {

        /** Of what is there for everybody. */
        public Part(PositionKey position, long perUnit, long reserved, long atpBefore) {
            this(position, perUnit, reserved, atpBefore, 0);
        }

        Part withOwn(long units) {
            return new Part(position, perUnit, reserved, atpBefore, units);
        }

        Part withReserved(long units) {
            return new Part(position, perUnit, units, atpBefore, Math.min(own, units));
        }
    }

    public Line {
        parts = List.copyOf(parts);
    }

    /** How many whole units of the line its parts are reserved for. */
    long reservedUnits() {
        return parts.stream()
                .mapToLong(part -> part.reserved() / part.perUnit())
                .min()
                .orElse(0);
    }

    Line withParts(List<Part> others) {
        return new Line(line, sku, requested, promised, others);
    }
}
