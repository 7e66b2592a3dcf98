package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one channel is doing.
 *
 * @param fresh marked, number not computed yet
 * @param failed parked until a replay or a newer change
 * @param oldestPendingAt the oldest change that is not confirmed; null where there is none
 * @param blockedUntil no call before; null where calls are free
 * @param owner the node that runs it; null where none does
 */
public record ChannelStatus(
        ChannelId id,
        boolean isPaused,
        String changedBy,
        Instant changedAt,
        long listings,
        long neverConfirmed,
        long fresh,
        long zeros,
        long decreases,
        long increases,
        long sending,
        long failed,
        @Nullable Instant oldestPendingAt,
        @Nullable Instant lastConfirmedAt,
        @Nullable Instant blockedUntil,
        @Nullable String blockedReason,
        @Nullable Pace pace,
        @Nullable String owner) {

    /** Changes the channel has not confirmed. */
    public long pending() {
        return fresh + zeros + decreases + increases + sending;
    }
}
