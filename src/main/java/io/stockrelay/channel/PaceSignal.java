package io.stockrelay.channel;

import org.jspecify.annotations.Nullable;

/**
 * What a reply said about how fast we may call, in the channel's own points; all in thousandths.
 *
 * @param cost of one call like this one
 * @param available points left now; null where it did not say
 * @param maximum points that can be saved up; null where it did not say
 * @param perSecond points that come back each second
 */
public record PaceSignal(
        long cost, @Nullable Long available, @Nullable Long maximum, long perSecond) {}
