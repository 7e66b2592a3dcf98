package io.stockrelay.channel;

/** What one reply means for one listing. */
public enum ItemOutcome {
    CONFIRMED,
    /** The channel holds another quantity than we expected: read it before writing again. */
    STALE,
    /** The channel will never take this one as it is. */
    REFUSED,
    /** The whole call was refused for good and nobody said which item is at fault. */
    SUSPECT,
    /** Not applied because of another item: goes again at once under a new key. */
    AGAIN,
    /** Surely not applied; may pass later, under a new key. */
    LATER,
    /** May have been applied: only the same key and payload again, or reading, tells. */
    UNKNOWN,
    /** Refused because of who we are. */
    UNAUTHORISED
}
