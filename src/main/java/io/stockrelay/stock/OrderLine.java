package io.stockrelay.stock;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order document.
 *
 * @param article null where only the line is named: an edit may know no more
 * @param units smallest units of the article, or as ordered where it is null; of a change: signed
 */
public record OrderLine(String line, @Nullable Article article, long units) {

    /**
     * What a line orders, and where it is taken from.
     *
     * @param unitsPerOne smallest units in one of what the line counts in; 0 where that is no whole number
     * @param isPlaced whether the source told the location, rather than our configuration
     * @param parts the item itself, or the components of a kit as they were then
     */
    public record Article(Sku sku, long unitsPerOne, boolean isPlaced, List<Part> parts) {

        public Article {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException(sku + " is made of nothing");
            }
            parts = List.copyOf(parts);
        }

        /** Where all of it is taken from. */
        public LocationId location() {
            return parts.get(0).position().location();
        }
    }

    /** So many smallest units of one position for each smallest unit of the article. */
    public record Part(PositionKey position, long perUnit) {}
}
