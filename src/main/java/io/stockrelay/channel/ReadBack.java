package io.stockrelay.channel;

import org.jspecify.annotations.Nullable;

/**
 * What reading a listing back taught us.
 *
 * @param expected what the channel holds
 * @param vanishedUnits units that went there without an order here: sold, not yet heard of
 */
record ReadBack(long expected, long vanishedUnits) {

    /**
     * @param expected what we believed it holds; null the first time, then nothing can have vanished
     * @param unsettled a number we sent and do not know to be applied; null where there is none
     */
    static ReadBack of(@Nullable Long expected, @Nullable Long unsettled, long seen) {
        if (expected == null) {
            return new ReadBack(seen, unsettled == null ? 0 : Math.max(0, unsettled - seen));
        }
        if (unsettled == null) {
            return new ReadBack(seen, Math.max(0, expected - seen));
        }
        if (seen == unsettled || seen == expected) {
            return new ReadBack(seen, 0);
        }
        // It may or may not have been applied: the reading under which more was sold keeps a unit from being sold
        // twice.
        return new ReadBack(seen, Math.max(0, Math.max(expected, unsettled) - seen));
    }
}
