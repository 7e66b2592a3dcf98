package io.stockrelay.shared;

/** One system that knows about stock. */
public record SourceId(String value) implements Comparable<SourceId> {

    public SourceId {
        Codes.require("source", value);
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
