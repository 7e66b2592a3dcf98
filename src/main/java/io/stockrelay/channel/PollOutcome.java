package io.stockrelay.channel;

/** What came of a poll of a channel's orders, or of one attempt to go on with it. */
enum PollOutcome {
    /** All that changed was read, and is durable. */
    COMPLETE,
    /** The channel did not show its orders. */
    UNREAD,
    /** What was read could not be made durable. */
    NOT_TAKEN
}
