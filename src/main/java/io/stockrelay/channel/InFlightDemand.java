package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored demand in flight, and how far the channel's orders were read. */
public interface InFlightDemand {

    /** So many listings of a channel are looked at by one poll; those that wait longest first. */
    int LISTINGS_MAX = 1_000;

    int ENDED_MAX = 10;

    /** Empty before the first complete poll. */
    Optional<Coverage> coverage(ChannelId channel);

    /** What is in flight there; what nobody noted down yet is noted as of now. */
    List<InFlight> note(ChannelId channel, Instant now);

    /**
     * In one transaction: remembers a complete poll, ends what it ends, and marks the listings.
     *
     * @param problem why the rest stays; null where nothing does
     * @return what was ended, as it was
     */
    List<InFlight> complete(
            ChannelId channel, Coverage coverage, List<InFlight> ending, @Nullable String problem, Instant now);

    /** Remembers why polls do not get through. */
    void failed(ChannelId channel, String problem);

    /** For people. */
    Optional<PollStatus> status(ChannelId channel);

    /**
     * How the polls of a channel's orders are doing.
     *
     * @param completedAt of the last complete one; null before it
     * @param problem why polls fail, or why what is in flight stays
     * @param ended what was in flight on listings and was ended last, newest first, at most {@link #ENDED_MAX}
     */
    record PollStatus(
            @Nullable Instant coveredFrom,
            @Nullable Instant begunAt,
            @Nullable Instant completedAt,
            @Nullable String problem,
            List<Ended> ended) {}

    /** Units in flight on a listing that turned out to be nobody's order. */
    record Ended(long listing, String sku, long units, Instant at, String by) {}
}
