package io.stockrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
    private final ObjectMapper json;

    ChannelDeskOfChannels(
            Channels channels,
            Explanations explanations,
            Offering offering,
            InFlightDemand inFlight,
            ObjectMapper json) {
        this.channels = channels;
        this.explanations = explanations;
        this.offering = offering;
        this.inFlight = inFlight;
        this.json = json;
    }

    @Override
    public List<JsonNode> all() {
        return channels.status().stream().map(this::told).toList();
    }

    @Override
    public Optional<JsonNode> find(ChannelId channel) {
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
    public List<JsonNode> explain(ChannelId channel, Sku sku) {
        return explanations.of(channel, sku).stream().map(this::told).toList();
    }

    private JsonNode told(ChannelStatus status) {
        ObjectNode told = json.valueToTree(status);
        told.put("id", status.id().value());
        told.put("pending", status.pending());
        told.set("orderPoll", json.valueToTree(inFlight.status(status.id()).orElse(null)));
        return told;
    }

    private JsonNode told(ExplainedListing explained) {
        var told = json.createObjectNode();
        told.put("listing", explained.listing().id());
        told.put("confirmed", explained.holding().confirmedUnits());
        told.put(
                "confirmedAt",
                explained.confirmedAt() == null ? null : explained.confirmedAt().toString());
        told.put("inFlight", explained.holding().inFlightUnits());
        inFlight(explained, told);
        told.put("open", explained.isOpen());
        told.put("state", explained.state());
        told.set("external", json.valueToTree(explained.listing().external()));
        told.set("now", json.valueToTree(explained.now()));
        told.set("then", explained.confirmed() == null ? null : json.valueToTree(explained.confirmed()));
        return told;
    }

    /** Since when something is in flight and why it stays, and what was ended last without an order. */
    private void inFlight(ExplainedListing explained, ObjectNode told) {
        if (explained.holding().inFlightUnits() > 0) {
            var since = explained.inFlightSince();
            told.put("inFlightSince", since == null ? null : since.toString());
            inFlight.status(explained.listing().channel())
                    .ifPresent(polled -> told.put("inFlightStays", polled.problem()));
        }
        var ended = explained.ended();
        if (ended != null) {
            told.putObject("inFlightEnded")
                    .put("units", ended.units())
                    .put("at", ended.at().toString())
                    .put("by", ended.by());
        }
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
