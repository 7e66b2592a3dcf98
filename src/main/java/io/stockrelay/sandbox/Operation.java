package io.stockrelay.sandbox;

/** What a call to a simulated channel wants; a scripted fault waits for calls of one operation or of any. */
public enum Operation {
    WRITE,
    READ,
    TOKEN
}
