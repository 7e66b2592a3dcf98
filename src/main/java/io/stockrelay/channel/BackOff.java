package io.stockrelay.channel;

import java.time.Duration;

/** How long to wait before an attempt is repeated. */
public final class BackOff {

    private BackOff() {}

    /**
     * @param failures failed attempts so far, at least 1
     * @param random 0 to 1, spreads the wait by the policy's jitter
     */
    public static Duration after(int failures, ChannelSettings.Retry policy, double random) {
        long millis = policy.initial().toMillis();
        for (int i = 1; i < failures && millis < policy.max().toMillis(); i++) {
            millis *= policy.factor();
        }
        long limited = Math.min(millis, policy.max().toMillis());
        long spread = limited * policy.jitterPercent() / 100;
        return Duration.ofMillis(Math.max(0, limited - spread + Math.round(2 * spread * random)));
    }
}
