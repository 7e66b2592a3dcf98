package io.stockrelay.channel;

import org.jspecify.annotations.Nullable;

/**
 * What we know a listing shows.
 *
 * @param confirmedUnits the last number the channel confirmed; null where it never did
 * @param expectedUnits what it holds as far as we know; null where not known
 * @param inFlightUnits sold there, order not here yet
 * @param isOpenedByHand whether a person vouched for it although not every position of its pool is stated
 * @param isRetired no longer configured: never published
 */
public record Holding(
        @Nullable Long confirmedUnits,
        @Nullable Long expectedUnits,
        long inFlightUnits,
        boolean isOpenedByHand,
        boolean isRetired) {

    Holding after(ReadBack seen) {
        return new Holding(
                confirmedUnits,
                seen.expected(),
                Math.addExact(inFlightUnits, seen.vanishedUnits()),
                isOpenedByHand,
                isRetired);
    }
}
