package io.stockrelay.http;

import io.stockrelay.channel.ChannelStatus;
import io.stockrelay.channel.InFlightDemand;
import io.stockrelay.channel.Pace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is doing.
 *
 * @param isPaused the same as {@code paused}, which it was called once
 * @param orderPoll how the polls of its orders are doing; null where there are none
 */
record ChannelTold(
        String id,
        boolean paused,
        boolean isPaused,
        String changedBy,
        Instant changedAt,
        long listings,
        long neverConfirmed,
        long pending,
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
        @Nullable String owner,
        InFlightDemand.@Nullable PollStatus orderPoll) {

    static ChannelTold of(ChannelStatus status, InFlightDemand.@Nullable PollStatus orderPoll) {
        return new ChannelTold(
                status.id().value(),
                status.isPaused(),
                status.isPaused(),
                status.changedBy(),
                status.changedAt(),
                status.listings(),
                status.neverConfirmed(),
                status.pending(),
                status.fresh(),
                status.zeros(),
                status.decreases(),
                status.increases(),
                status.sending(),
                status.failed(),
                status.oldestPendingAt(),
                status.lastConfirmedAt(),
                status.blockedUntil(),
                status.blockedReason(),
                status.pace(),
                status.owner(),
                orderPoll);
    }
}
