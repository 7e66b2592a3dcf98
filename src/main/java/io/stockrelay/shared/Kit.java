package io.stockrelay.shared;

import java.util.List;

/**
 * What one unit of a kit or pack is made of; it has no stock of its own.
 *
 * @param components at least one, each SKU once
 */
public record Kit(Sku sku, List<Component> components) {

    /**
     * A part of it.
     *
     * @param units smallest units of the component in one kit
     */
    public record Component(Sku sku, long units) {

        public Component {
            if (units < 1) {
                throw new IllegalArgumentException("a kit needs at least one unit of " + sku + ", not " + units);
            }
        }
    }

    public Kit {
        if (components.isEmpty()) {
            throw new IllegalArgumentException("the kit " + sku + " has no components");
        }
        components = List.copyOf(components);
    }
}
