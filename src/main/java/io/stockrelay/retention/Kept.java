package io.stockrelay.retention;

import java.time.Duration;

/** What is kept for a time only. Events are not here: their identities are what makes sending again safe. */
public enum Kept {
    /** Calls to channels with their numbers and explanations. */
    SENDS("sends", 30),
    /** What became of each webhook and message. */
    RECEIPTS("receipts", 30),
    /** What became of each part of a finished file; the file itself stays known. */
    FILE_CHUNKS("file-chunks", 30),
    /** Replayed and discarded dead letters with their raw messages, and finished replays. */
    DEAD_LETTERS("dead-letters", 365),
    /** What was said of orders that ended; the promises they became stay. */
    ORDERS("orders", 365, 30),
    /** What was said of lines of order books that are closed, and what newer words have replaced. */
    ORDER_BOOKS("order-books", 90, 30),
    /** Notices that were taken, or given up. */
    NOTICES("notices", 90);

    private final String code;
    private final Duration byDefault;
    private final Duration atLeast;

    Kept(String code, int days) {
        this(code, days, 1);
    }

    /** @param least days: what comes later than that counts less, so that it must not be short */
    Kept(String code, int days, int least) {
        this.code = code;
        this.byDefault = Duration.ofDays(days);
        this.atLeast = Duration.ofDays(least);
    }

    /** As it is called in the configuration and in metrics. */
    public String code() {
        return code;
    }

    public Duration byDefault() {
        return byDefault;
    }

    /** The shortest that may be configured. */
    public Duration atLeast() {
        return atLeast;
    }
}
