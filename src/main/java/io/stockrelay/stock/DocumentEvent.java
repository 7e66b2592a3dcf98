package io.stockrelay.stock;

/** A fact about many positions at once, such as an order: it has lines where other events have one SKU. */
public sealed interface DocumentEvent permits OrderEvent {

    DocumentHeader header();
}
