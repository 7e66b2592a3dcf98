package io.stockrelay.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a channel has not confirmed.
 *
 * @param pending listings that wait for their turn
 * @param sending listings whose call is under way or whose outcome is not known
 * @param failed listings parked until a replay or a newer change
 * @param oldestAt the oldest change that waits or is under way; null where there is none
 */
public record Waiting(
        long pending, long sending, long failed, @Nullable Instant oldestAt) {

    static final Waiting NOTHING = new Waiting(0, 0, 0, null);
}
