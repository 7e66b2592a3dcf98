package io.stockrelay.channel;

import java.time.Duration;

/**
 * How a channel's own orders are asked for.
 *
 * @param every the rest between two polls while nothing is in flight; zero for none then
 * @param settle how much later than the noting of what vanished a poll has to begin: the channel may list an order later
 *     than it takes off its units
 * @param lookBack how far before the noting an order may have changed last
 */
public record OrderPollSettings(Duration every, Duration settle, Duration lookBack) {

    public static final Duration EVERY_DEFAULT = Duration.ofMinutes(10);
    public static final Duration SETTLE_DEFAULT = Duration.ofMinutes(1);
    public static final Duration LOOK_BACK_DEFAULT = Duration.ofHours(24);

    /** How much later than others an order may appear in the channel's list; each poll reads that much again. */
    static final Duration OVERLAP = Duration.ofMinutes(10);

    /** Channels do not list older orders to everybody, so after a longer pause there is a gap. */
    static final Duration GAP_MAX = Duration.ofDays(59);
}
