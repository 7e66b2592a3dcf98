package io.stockrelay.deadletter;

/** What came of one replay, and the sentence people read about it. */
public record ReplayResult(long id, Verdict verdict, String detail) {

    /** What came of a replay, in order of precedence. */
    public enum Verdict {
        /** No such dead letter. */
        UNKNOWN,
        /** Nothing was tried; the detail says why. */
        REFUSED,
        /** The ledger had no room or no database: still open, nothing counted. */
        TRY_LATER,
        /** Tried and failed: still open, with one attempt more. */
        FAILED_AGAIN,
        /** Passed, whether or not it still changed anything. */
        REPLAYED
    }
}
