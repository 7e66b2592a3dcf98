package io.stockrelay.channel;

import java.time.Duration;

/** What to do with a call whose outcome nobody knows. */
enum Lapsed {
    /** The same key and payload again. */
    SAME_AGAIN,
    /** Ask what the channel holds, then write conditionally under a new key. */
    READ_FIRST,
    /** A new call with the numbers of now. */
    WRITE_ANEW;

    /** From here on items of a call that keeps failing go alone: one of them may be the cause. */
    static final int ISOLATE_AFTER_ATTEMPTS = 3;

    /** Margin to the channel's own limit. */
    private static final Duration KEY_MARGIN = Duration.ofHours(1);

    /**
     * @param canRepeat whether it is here whole, and no number of now is below the one sent
     * @param keyAge since it was first used
     */
    static Lapsed decide(boolean canRepeat, Duration keyAge, int attempts, int items, Capabilities channel) {
        boolean isForgotten =
                channel.keyLife() != null && keyAge.compareTo(channel.keyLife().minus(KEY_MARGIN)) >= 0;
        boolean isSuspect = attempts >= ISOLATE_AFTER_ATTEMPTS && items > 1;
        if (canRepeat && !isForgotten && !isSuspect) {
            return SAME_AGAIN;
        }
        return channel.hasReadBack() ? READ_FIRST : WRITE_ANEW;
    }
}
