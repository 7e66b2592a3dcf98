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
    DEAD_LETTERS("dead-letters", 365);

    private final String code;
    private final Duration byDefault;

    Kept(String code, int days) {
        this.code = code;
        this.byDefault = Duration.ofDays(days);
    }

    /** As it is called in the configuration and in metrics. */
    public String code() {
        return code;
    }

    public Duration byDefault() {
        return byDefault;
    }
}
