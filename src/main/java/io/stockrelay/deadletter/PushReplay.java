package io.stockrelay.deadletter;

import io.stockrelay.shared.ChannelId;

/** What a replayed push does: the listing's number is computed from present truth and sent again. */
public interface PushReplay {

    /** Marks the listing for sending; false where the listing does not exist any more. */
    boolean markForSending(ChannelId channel, long listing);
}
