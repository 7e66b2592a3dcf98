package io.stockrelay.shared;

/** One stock keeping unit by our own code. */
public record Sku(String value) implements Comparable<Sku> {

    public Sku {
        Codes.require("SKU", value);
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
