package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One channel as configured.
 *
 * @param adapter which contract it speaks: {@code shopify}, {@code amazon} or {@code http}
 * @param locations that serve it, in the order of the file
 * @param listing whether each location is its own listing, or one listing shows the sum of the pool
 * @param batch the most listings one call may carry
 * @param minIncreaseSharePercent the part of each batch that is kept for increases, so that they never starve
 * @param timeout of one call, connecting included
 * @param retry when a call that may pass later is tried again
 * @param connection what only the adapter understands (url, token, seller …); may hold secrets, so it is never printed
 * @param start whether a channel that was never seen before publishes at once or waits for a person
 */
public record ChannelSettings(
        ChannelId id,
        String name,
        String adapter,
        List<LocationId> locations,
        Listing listing,
        int batch,
        Pace pace,
        int minIncreaseSharePercent,
        Duration timeout,
        Retry retry,
        Map<String, String> connection,
        Start start) {

    /** Starts paused, as every new channel does unless it says otherwise. */
    public ChannelSettings(
            ChannelId id,
            String name,
            String adapter,
            List<LocationId> locations,
            Listing listing,
            int batch,
            Pace pace,
            int minIncreaseSharePercent,
            Duration timeout,
            Retry retry,
            Map<String, String> connection) {
        this(
                id,
                name,
                adapter,
                locations,
                listing,
                batch,
                pace,
                minIncreaseSharePercent,
                timeout,
                retry,
                connection,
                Start.PAUSED);
    }

    public ChannelSettings {
        locations = List.copyOf(locations);
        connection = Map.copyOf(connection);
    }

    /** What a channel does when it is first seen; afterwards only pause and resume count. */
    public enum Start {
        PAUSED,
        RUNNING
    }

    /** How listings and locations of a channel belong together. */
    public enum Listing {
        PER_LOCATION,
        POOLED
    }

    /**
     * How fast we may call.
     *
     * @param perSecond calls that become free each second; 0 lifts the limit
     * @param burst calls that may be made at once after a quiet time
     */
    public record Pace(int perSecond, int burst) {}

    /**
     * Waiting times of repeated attempts; Retry-After of the channel beats them.
     *
     * @param initial before the second attempt
     * @param factor each further wait is so many times the one before
     * @param max no wait is longer
     * @param attempts in all; after them the push is a dead letter
     * @param jitterPercent each wait is spread by up to so much up and down
     */
    public record Retry(Duration initial, int factor, Duration max, int attempts, int jitterPercent) {}

    @Override
    public String toString() {
        return "ChannelSettings[id=" + id + ", adapter=" + adapter + ", locations=" + locations + ", listing=" + listing
                + ", batch=" + batch + ", connection=" + connection.keySet() + "]";
    }
}
