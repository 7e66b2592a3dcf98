package io.stockrelay.deadletter;

/** What a replayed notice does: it is sent again as it was, and signed anew. */
public interface NoticeReplay {

    /** Makes it due at once; false where it is not kept any more. */
    boolean sendAgain(long notice);
}
