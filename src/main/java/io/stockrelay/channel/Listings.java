package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Generation;
import io.stockrelay.shared.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stored listings. */
public interface Listings {

    int PAGE_MAX = 1_000;

    /**
     * Makes the stored listings of a channel equal to the configured ones by sets: adds, changes, retires the rest.
     * New and changed ones are marked; all of them where the generation is another one than last time.
     */
    Adopted adopt(ChannelId channel, Stream<ListingSeed> seeds, Generation generation, Instant now);

    /** Every listing that is not retired, in no order. */
    void forEach(Consumer<Listing> each);

    List<Shown> of(ChannelId channel, Sku sku);

    /** By id, those after the given one; at most {@link #PAGE_MAX}. */
    List<Shown> page(ChannelId channel, long afterId, int limit);

    Optional<Shown> find(long id);

    /** Vouches for listings although not every position of their pool is stated; those of the channel that were not open. */
    List<Long> open(ChannelId channel, List<Long> ids, String who, Instant now);

    /** Ends in-flight demand: a person knows that its order will not come. */
    boolean endInFlight(long id, String who, Instant now);

    /** What adopting changed. */
    record Adopted(long added, long changed, long retired) {}

    /**
     * A listing as it stands.
     *
     * @param explanation of the confirmed number; null where none is confirmed
     * @param inFlightSince null where nothing is in flight, or nobody has noted it down yet
     * @param ended what was ended last; null where nothing ever was
     */
    record Shown(
            Listing listing,
            Holding holding,
            @Nullable Instant confirmedAt,
            @Nullable String explanation,
            @Nullable String state,
            @Nullable Instant inFlightSince,
            @Nullable EndedInFlight ended) {}
}
