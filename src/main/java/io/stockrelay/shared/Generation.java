package io.stockrelay.shared;

/** The name of one validated whole of routes, mappings and configuration: a short hash of their bytes. */
public record Generation(String value) {

    @Override
    public String toString() {
        return value;
    }
}
