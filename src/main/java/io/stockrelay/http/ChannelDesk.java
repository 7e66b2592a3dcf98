package io.stockrelay.http;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the channel calls need from whoever runs the channels. */
interface ChannelDesk {

    int PAGE_MAX = 1_000;

    List<ChannelTold> all();

    Optional<ChannelTold> find(ChannelId channel);

    /** The locations that serve it; empty where there is no such channel. */
    Optional<Collection<LocationId>> locations(ChannelId channel);

    void pause(ChannelId channel, String actor);

    void resume(ChannelId channel, String actor);

    /** Lets calls through at once although the channel asked to wait. */
    void unblock(ChannelId channel, String actor);

    /** Vouches for listings although not every position of their pool was stated; how many that opened. */
    int open(ChannelId channel, List<Long> listings, String actor);

    /** A person knows that the orders of units that vanished there will not come. False where none had. */
    boolean endInFlight(ChannelId channel, long listing, String actor);

    /** By number, those after the given one. */
    List<Shown> listings(ChannelId channel, long afterId, int limit);

    /** What the channel was last told of each SKU. */
    List<Shown> shown(ChannelId channel, Collection<Sku> skus);

    /** Every term of the numbers as computed from present truth, one for each listing of the SKU. */
    List<ExplainedTold> explain(ChannelId channel, Sku sku);

    /**
     * One listing and its number.
     *
     * @param units what the channel confirmed last; null where it never did
     */
    record Shown(
            long listing,
            String sku,
            @Nullable String location,
            @Nullable Long units,
            @Nullable Instant confirmedAt,
            @Nullable String state) {}
}
