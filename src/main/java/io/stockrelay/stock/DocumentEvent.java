package io.stockrelay.stock;

import java.util.Set;

/** A fact about many positions at once, such as an order: it has lines where other events have one SKU. */
public sealed interface DocumentEvent permits OrderEvent {

    DocumentHeader header();

    /** All it speaks of, as far as it names articles. */
    Set<PositionKey> positions();
}
