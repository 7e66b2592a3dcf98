package io.stockrelay.channel;

import io.stockrelay.channel.OrderContract.PolledOrder;
import io.stockrelay.shared.ChannelId;
import java.util.List;

/** The way in for a channel's orders that were polled: the very way their webhooks come. */
public interface OrderEntrance {

    /**
     * Returns when each of them is durable, in the ledger or as a dead letter.
     *
     * @throws NotTaken where some may not be; all of them may be handed over again
     */
    void take(ChannelId channel, List<PolledOrder> orders);

    /** How much of what was said of the channel's orders waits as dead letters. */
    long waiting(ChannelId channel);

    /** Whether nothing of it is to be taken now: a person paused the source that tells of the orders, or this node starts. */
    boolean isPaused(ChannelId channel);

    /** The ledger has no room or is away. */
    final class NotTaken extends RuntimeException {
        public NotTaken(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
