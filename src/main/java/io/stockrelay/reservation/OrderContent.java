package io.stockrelay.reservation;

import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.OrderLine.Article;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an order comes to by everything said of it.
 *
 * @param base the newest whole statement; null as long as only changes are known
 * @param lines those with something left to deliver or delivered
 * @param unknown lines that a change speaks of and no statement names an article for
 */
record OrderContent(@Nullable OrderStatement base, List<Ordered> lines, List<String> unknown) {

    static final OrderContent NOTHING = new OrderContent(null, List.of(), List.of());

    /** So many smallest units of one article. */
    record Ordered(String line, Article article, long units) {}

    /** What is ordered of one article at one location. */
    record Place(Sku sku, LocationId location, boolean isPlaced) {}

    OrderContent {
        lines = List.copyOf(lines);
        unknown = List.copyOf(unknown);
    }

    /** Whether nothing is known of it but that it ended: then nothing may be made of it. */
    boolean isForgotten() {
        return base != null && base.kind() == OrderStatement.Kind.ENDED;
    }

    Map<Place, Long> places() {
        var sums = new LinkedHashMap<Place, Long>();
        for (var line : lines) {
            var article = line.article();
            sums.merge(new Place(article.sku(), article.location(), article.isPlaced()), line.units(), Math::addExact);
        }
        return sums;
    }
}
