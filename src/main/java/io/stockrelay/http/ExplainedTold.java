package io.stockrelay.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.stockrelay.availability.Explanation;
import io.stockrelay.channel.EndedInFlight;
import io.stockrelay.channel.ExplainedListing;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a listing shows what it shows.
 *
 * @param confirmed what the channel confirmed last; null where it never did
 * @param inFlightSince since when units are in flight; left out where none are
 * @param inFlightStays why they stay; left out where nothing is known to keep them
 * @param inFlightEnded what was in flight and ended without an order last; left out where nothing ever did
 * @param state of its publication; null where the channel holds the newest number
 * @param external the channel's own ids of it
 * @param then of the last number the channel confirmed; null where it never did
 */
record ExplainedTold(
        long listing,
        @Nullable Long confirmed,
        @Nullable Instant confirmedAt,
        long inFlight,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant inFlightSince,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String inFlightStays,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EndedInFlight inFlightEnded,
        boolean open,
        @Nullable String state,
        Map<String, String> external,
        Explanation now,
        @Nullable Explanation then) {

    /** @param stays why what is in flight stays */
    static ExplainedTold of(ExplainedListing explained, @Nullable String stays) {
        boolean isInFlight = explained.holding().inFlightUnits() > 0;
        return new ExplainedTold(
                explained.listing().id(),
                explained.holding().confirmedUnits(),
                explained.confirmedAt(),
                explained.holding().inFlightUnits(),
                isInFlight ? explained.inFlightSince() : null,
                isInFlight ? stays : null,
                explained.ended(),
                explained.isOpen(),
                explained.state(),
                explained.listing().external(),
                explained.now(),
                explained.confirmed());
    }
}
