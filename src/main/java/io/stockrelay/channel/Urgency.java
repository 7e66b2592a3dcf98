package io.stockrelay.channel;

import org.jspecify.annotations.Nullable;

/** In which order changed numbers go out; the order of the constants is the order of sending. */
public enum Urgency {
    /** Marked, its number not yet computed. */
    UNKNOWN,
    ZERO,
    DECREASE,
    INCREASE;

    /**
     * @param expected what the channel holds; null where not known, then a lowering is assumed, which is the prudent guess
     */
    static Urgency of(long number, @Nullable Long expected) {
        if (number == 0) {
            return ZERO;
        }
        return expected == null || number < expected ? DECREASE : INCREASE;
    }
}
