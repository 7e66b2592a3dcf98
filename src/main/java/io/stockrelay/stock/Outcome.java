package io.stockrelay.stock;

import java.util.Locale;

/** What became of an event; exactly one per accepted event id, in order of precedence. */
public enum Outcome {
    /** Same identity, other content: kept as a dead letter. */
    CONFLICT,
    /** Could not be used: kept as a dead letter. */
    DEAD_LETTER,
    /** Same identity, same content: a success without effect. */
    DUPLICATE,
    /** Waits for a person's approval. */
    HELD,
    /** The source does not own what it said here: kept for reconciliation only. */
    COMPARISON,
    /** A newer absolute statement is already known. */
    STALE,
    /** A newer absolute statement already contains this movement. */
    ALREADY_COUNTED,
    /** The mapping left it out and said why. */
    IGNORED,
    /** Changed the position. */
    APPLIED;

    /** The name in answers and reports, such as {@code alreadyCounted}. */
    public String code() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        return words.length == 1
                ? words[0]
                : words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
    }
}
