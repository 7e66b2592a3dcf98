package io.stockrelay.channel;

import io.stockrelay.availability.Explanation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a listing shows what it shows.
 *
 * @param confirmed of the last number the channel confirmed; null where it never did
 * @param now what it would be computed to be now
 * @param isOpen whether it may be published: every position of its pool stated, or opened by hand
 * @param state of its publication: PENDING, SENDING or FAILED; null where the channel holds the newest number
 * @param inFlightSince null where nothing is in flight, or nobody has noted it down yet
 * @param ended what was in flight and ended without an order last; null where nothing ever did
 */
public record ExplainedListing(
        Listing listing,
        Holding holding,
        @Nullable Instant confirmedAt,
        @Nullable Explanation confirmed,
        Explanation now,
        boolean isOpen,
        @Nullable String state,
        @Nullable Instant inFlightSince,
        @Nullable EndedInFlight ended) {}
