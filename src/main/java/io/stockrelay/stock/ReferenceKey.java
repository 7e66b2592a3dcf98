package io.stockrelay.stock;

/** One reference (order, purchase order line, transfer) at one position, in its namespace. */
public record ReferenceKey(String namespace, String reference, PositionKey position) {

    public OrderReference order() {
        return new OrderReference(namespace, reference);
    }
}
