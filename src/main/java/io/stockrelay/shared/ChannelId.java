package io.stockrelay.shared;

/** One place that sells stock. */
public record ChannelId(String value) implements Comparable<ChannelId> {

    public ChannelId {
        Codes.require("channel", value);
    }

    @Override
    public int compareTo(ChannelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
