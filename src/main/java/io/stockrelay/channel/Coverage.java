package io.stockrelay.channel;

import java.time.Duration;
import java.time.Instant;

/**
 * What of a channel's orders is here: all that changed since {@code from}, as they were when the last complete poll began.
 *
 * @param seenTo the newest change that was read, by the channel's clock
 * @param begunAt when the last complete poll began
 * @param completedAt when the last of what it found was durable
 */
public record Coverage(Instant from, Instant seenTo, Instant begunAt, Instant completedAt) {

    /** Whether a poll that begins now still goes on from here without a gap. */
    boolean reaches(Instant now) {
        return Duration.between(begunAt, now).compareTo(OrderPollSettings.GAP_MAX) <= 0;
    }
}
