package io.stockrelay.mapping;

import io.stockrelay.stock.EventType;
import java.util.Set;

/** Which fields an acknowledgement and a list of open orders may have. */
final class BookFields {

    static final Set<String> OF_LISTED = Set.of("line", "reference", "sku", "quantity", "unit");
    static final Set<String> OF_TAKEN_OVER = Set.of("line", "sku", "quantity", "unit", "location");

    private static final Set<String> ACKNOWLEDGING = Set.of(
            "id",
            "type",
            "reference",
            "referenceNamespace",
            "alias",
            "location",
            "takenOverAt",
            "sequence",
            "reason",
            "group",
            "lines");
    private static final Set<String> LISTING =
            Set.of("id", "type", "location", "asOf", "sequence", "reason", "group", "lines");

    private BookFields() {}

    static Set<String> of(EventType type) {
        return type == EventType.ACKNOWLEDGE ? ACKNOWLEDGING : LISTING;
    }
}
