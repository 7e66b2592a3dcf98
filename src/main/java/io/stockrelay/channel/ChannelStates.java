package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stored state of channels. */
public interface ChannelStates {

    /** Makes rows of channels never seen before; the others keep what people decided. */
    void create(List<ChannelSettings> channels, Instant now);

    /**
     * Takes or renews the lease; empty where another node holds it.
     *
     * @param owner node and incarnation, {@code node/id}: an earlier incarnation of the same node is known to be dead
     */
    Optional<ChannelState> lease(ChannelId channel, String owner, Instant now, Instant until);

    /** Ends the claims of earlier incarnations of this node, so that a restart need not wait for them. */
    int takeOver(ChannelId channel, String owner, Instant now);

    /** Gives the lease back at a clean stop. */
    void yield(ChannelId channel, String owner);

    /** Stored with each round of calls, so that a restart or another node neither bursts nor forgets a block. */
    void remember(ChannelId channel, Health health, Pace pace, Instant now);

    /** False where there is no such channel. */
    boolean pause(ChannelId channel, boolean isPaused, String who, Instant now);

    /** Lifts a block at once. */
    void unblock(ChannelId channel);

    List<ChannelStatus> status(Instant now);

    /** What waits, by channel; costs as much as waits, whatever the number of listings. Channels without any are left out. */
    Map<ChannelId, Waiting> waiting();
}
