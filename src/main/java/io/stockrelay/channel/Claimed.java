package io.stockrelay.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A marked listing that this node has taken.
 *
 * @param version of the mark; a newer one means that another number has to follow
 * @param markedAt the oldest mark that is not confirmed
 * @param attempts failed ones so far
 * @param failingSince when the first of them failed; null where none did
 * @param callMax the most listings the call it is in may carry
 * @param unsettledUnits sent once, not known to be applied
 * @param causeEvent source and id of the event that marked it; null where it was no event
 */
public record Claimed(
        Listing listing,
        Holding holding,
        long version,
        Instant markedAt,
        int attempts,
        @Nullable Instant failingSince,
        int callMax,
        boolean readFirst,
        @Nullable Long unsettledUnits,
        @Nullable String causeEvent) {

    Claimed read(ReadBack seen) {
        return new Claimed(
                listing,
                holding.after(seen),
                version,
                markedAt,
                attempts,
                failingSince,
                callMax,
                false,
                null,
                causeEvent);
    }

    boolean hasToBeRead(Capabilities channel) {
        return channel.hasReadBack() && (readFirst || (channel.hasCompareAndSet() && holding.expectedUnits() == null));
    }
}
