package io.stockrelay.stock;

/** What an order is known by, in the namespace of those who use the same numbers for the same orders. */
public record OrderReference(String namespace, String reference) {

    public ReferenceKey at(PositionKey position) {
        return new ReferenceKey(namespace, reference, position);
    }
}
