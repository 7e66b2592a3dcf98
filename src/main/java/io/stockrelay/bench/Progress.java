package io.stockrelay.bench;

/** Hears what a long benchmark is doing, a line at a time. */
@FunctionalInterface
public interface Progress {
    void line(String text);
}
