package io.stockrelay.shared;

/** One place that holds stock, by our own code. */
public record LocationId(String value) implements Comparable<LocationId> {

    public LocationId {
        Codes.require("location", value);
    }

    @Override
    public int compareTo(LocationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
