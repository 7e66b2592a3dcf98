package io.stockrelay.http;

import io.stockrelay.channel.ChannelSettings;
import io.stockrelay.channel.ChannelStatus;
import io.stockrelay.channel.Channels;
import io.stockrelay.channel.ExplainedListing;
import io.stockrelay.channel.Explanations;
import io.stockrelay.channel.InFlightDemand;
import io.stockrelay.channel.Offering;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers the channel calls from the channels that run here. */
@Component
final class ChannelDeskOfChannels implements ChannelDesk {

    private final Channels channels;
    private final Explanations explanations;
    private final Offering offering;
    private final InFlightDemand inFlight;

    ChannelDeskOfChannels(Channels channels, Explanations explanations, Offering offering, InFlightDemand inFlight) {
        this.channels = channels;
        this.explanations = explanations;
        this.offering = offering;
        this.inFlight = inFlight;
    }

    @Override
    public List<ChannelTold> all() {
        return channels.status().stream().map(this::told).toList();
    }

    @Override
    public Optional<ChannelTold> find(ChannelId channel) {
        return channels.status(channel).map(this::told);
    }

    @Override
    public Optional<Collection<LocationId>> locations(ChannelId channel) {
        return offering.channels().stream()
                .filter(one -> one.id().equals(channel))
                .findFirst()
                .map(ChannelSettings::locations);
    }

    @Override
    public void pause(ChannelId channel, String actor) {
        channels.pause(channel, actor);
    }

    @Override
    public void resume(ChannelId channel, String actor) {
        channels.resume(channel, actor);
    }

    @Override
    public void unblock(ChannelId channel, String actor) {
        channels.unblock(channel, actor);
    }

    @Override
    public int open(ChannelId channel, List<Long> listings, String actor) {
        return channels.open(channel, listings, actor);
    }

    @Override
    public boolean endInFlight(ChannelId channel, long listing, String actor) {
        return channels.endInFlight(channel, listing, actor);
    }

    @Override
    public List<Shown> listings(ChannelId channel, long afterId, int limit) {
        return explanations.page(channel, afterId, limit).stream()
                .map(ChannelDeskOfChannels::shown)
                .toList();
    }

    @Override
    public List<Shown> shown(ChannelId channel, Collection<Sku> skus) {
        return skus.stream()
                .flatMap(sku -> explanations.of(channel, sku).stream())
                .map(ChannelDeskOfChannels::shown)
                .toList();
    }

    @Override
    public List<ExplainedTold> explain(ChannelId channel, Sku sku) {
        return explanations.of(channel, sku).stream().map(this::told).toList();
    }

    private ChannelTold told(ChannelStatus status) {
        return ChannelTold.of(status, inFlight.status(status.id()).orElse(null));
    }

    private ExplainedTold told(ExplainedListing explained) {
        var polled = inFlight.status(explained.listing().channel());
        return ExplainedTold.of(
                explained, polled.map(InFlightDemand.PollStatus::problem).orElse(null));
    }

    private static Shown shown(ExplainedListing explained) {
        var listing = explained.listing();
        return new Shown(
                listing.id(),
                listing.sku().value(),
                listing.location() == null ? null : listing.location().value(),
                explained.holding().confirmedUnits(),
                explained.confirmedAt(),
                explained.state() == null ? "CONFIRMED" : explained.state());
    }
}
