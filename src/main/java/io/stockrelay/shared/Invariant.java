package io.stockrelay.shared;

import java.util.List;

/** One thing that must always be true of the stored data, and a way to find what breaks it. */
public interface Invariant {

    int VIOLATIONS_MAX = 100;

    /** What must be true, in one sentence. */
    String sentence();

    /** What breaks it, each in one line with the names and values at fault; at most {@link #VIOLATIONS_MAX}. */
    List<String> violations();

    /** What is worth a look, but not broken; each in one line, at most {@link #VIOLATIONS_MAX}. */
    default List<String> irregularities() {
        return List.of();
    }
}
