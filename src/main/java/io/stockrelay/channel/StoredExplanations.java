package io.stockrelay.channel;

import io.stockrelay.availability.ExplanationJson;
import io.stockrelay.channel.Listings.Shown;
import io.stockrelay.channel.Numbers.Asked;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.Sku;
import io.stockrelay.stock.Positions;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Explanations from the stored listings and the positions of now. */
public final class StoredExplanations implements Explanations {

    private final Listings listings;
    private final Positions positions;
    private final Offering offering;
    private final Clock clock;

    public StoredExplanations(Listings listings, Positions positions, Offering offering, Clock clock) {
        this.clock = clock;
        this.listings = listings;
        this.positions = positions;
        this.offering = offering;
    }

    @Override
    public List<ExplainedListing> of(ChannelId channel, Sku sku) {
        return explain(channel, listings.of(channel, sku));
    }

    @Override
    public List<ExplainedListing> page(ChannelId channel, long afterListing, int limit) {
        return explain(channel, listings.page(channel, afterListing, limit));
    }

    private List<ExplainedListing> explain(ChannelId channel, List<Shown> shown) {
        var settings = offering.channels().stream()
                .filter(one -> one.id().equals(channel))
                .findFirst();
        if (settings.isEmpty() || shown.isEmpty()) {
            return List.of();
        }
        var computed = new Numbers(positions, settings.get(), offering)
                .of(
                        shown.stream()
                                .map(one -> new Asked(one.listing(), one.holding()))
                                .toList(),
                        clock.instant());
        return shown.stream()
                .map(one -> {
                    var now = Objects.requireNonNull(computed.get(one.listing().id()));
                    var stored = one.explanation();
                    return new ExplainedListing(
                            one.listing(),
                            one.holding(),
                            one.confirmedAt(),
                            stored == null ? null : ExplanationJson.read(stored),
                            now.explanation(),
                            now.isOpen(),
                            one.state(),
                            one.inFlightSince(),
                            one.ended());
                })
                .toList();
    }
}
