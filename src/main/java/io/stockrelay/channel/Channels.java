package io.stockrelay.channel;

import io.stockrelay.channel.Publications.Mark;
import io.stockrelay.shared.ChannelId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do to channels: pause, resume, look, publish again. */
public final class Channels {

    private static final Logger log = LoggerFactory.getLogger(Channels.class);

    private final ChannelStates states;
    private final Listings listings;
    private final Publications publications;
    private final ChannelWorkers workers;
    private final Clock clock;

    public Channels(
            ChannelStates states, Listings listings, Publications publications, ChannelWorkers workers, Clock clock) {
        this.states = states;
        this.listings = listings;
        this.publications = publications;
        this.workers = workers;
        this.clock = clock;
    }

    public List<ChannelStatus> status() {
        return states.status(clock.instant());
    }

    public Optional<ChannelStatus> status(ChannelId channel) {
        return status().stream().filter(one -> one.id().equals(channel)).findFirst();
    }

    /** What changes meanwhile is kept and goes out after resuming, as one newest number per listing. False: no such channel. */
    public boolean pause(ChannelId channel, String who) {
        return changed(channel, "paused", who, states.pause(channel, true, who, clock.instant()));
    }

    /** False where there is no such channel. */
    public boolean resume(ChannelId channel, String who) {
        return changed(channel, "resumed", who, states.pause(channel, false, who, clock.instant()));
    }

    /** Lets calls through at once although the channel asked to wait or the circuit is open. */
    public void unblock(ChannelId channel, String who) {
        states.unblock(channel);
        changed(channel, "unblocked", who, true);
    }

    /** Publishes a listing again from the truth of now, whatever failed before. False where it is not configured any more. */
    public boolean republish(ChannelId channel, long listing, String who) {
        var known = listings.find(listing)
                .filter(one -> one.listing().channel().equals(channel))
                .filter(one -> !one.holding().isRetired());
        if (known.isEmpty()) {
            return false;
        }
        publications.mark(List.of(new Mark(listing, channel, "replay by " + who)), clock.instant());
        return changed(channel, "republish listing=" + listing, who, true);
    }

    /** Lets listings be published although not every position of their pool was stated; at most 1,000 a call. */
    public int open(ChannelId channel, List<Long> ids, String who) {
        if (ids.size() > Listings.PAGE_MAX) {
            throw new IllegalArgumentException("at most " + Listings.PAGE_MAX + " listings a call, not " + ids.size());
        }
        var opened = listings.open(channel, ids, who, clock.instant());
        var marks = opened.stream()
                .sorted()
                .map(id -> new Mark(id, channel, "opened by " + who))
                .toList();
        publications.mark(marks, clock.instant());
        changed(channel, "opened listings=" + opened.size(), who, true);
        return opened.size();
    }

    /** Ends in-flight demand of a listing: its order will not come. False where there was none. */
    public boolean endInFlight(ChannelId channel, long listing, String who) {
        boolean isIts = listings.find(listing)
                .filter(one -> one.listing().channel().equals(channel))
                .isPresent();
        return isIts
                && listings.endInFlight(listing, who, clock.instant())
                && republish(channel, listing, who)
                && changed(channel, "in-flight ended listing=" + listing, who, true);
    }

    private boolean changed(ChannelId channel, String what, String who, boolean isDone) {
        if (isDone) {
            log.info("event=channel-changed channel={} what=\"{}\" who={}", channel, what, who);
            workers.changed(channel);
        }
        return isDone;
    }
}
