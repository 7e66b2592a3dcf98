package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;

/** Another node took over what this one had claimed; nothing was written. */
public final class ClaimLost extends RuntimeException {

    public ClaimLost(ChannelId channel) {
        super("another node took over channel " + channel + "; nothing was sent by this one");
    }
}
