package io.stockrelay.sandbox;

/** What a call to a simulated channel wants; a scripted fault waits for calls of one operation or of any. */
public enum Operation {
    WRITE,
    READ,
    TOKEN,
    /** Not a call but a message of the channel's own. */
    WEBHOOK
}
