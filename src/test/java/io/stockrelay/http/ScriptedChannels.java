package io.stockrelay.http;

import io.stockrelay.availability.Explanation;
import io.stockrelay.availability.PoolTerm;
import io.stockrelay.availability.Step;
import io.stockrelay.channel.ChannelStatus;
import io.stockrelay.channel.EndedInFlight;
import io.stockrelay.channel.ExplainedListing;
import io.stockrelay.channel.Holding;
import io.stockrelay.channel.InFlightDemand;
import io.stockrelay.channel.Listing;
import io.stockrelay.channel.Pace;
import io.stockrelay.channel.TokenBucket;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.shared.ChannelId;
import io.stockrelay.shared.LocationId;
import io.stockrelay.shared.Sku;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One channel of which everything is known that can be told. */
final class ScriptedChannels {

    private static final Instant NOON = Samples.NOON;
    private static final ChannelId SHOP = new ChannelId("shop");

    private ScriptedChannels() {}

    static ChannelTold told() {
        var bucket = new TokenBucket(4_000, 10_000, 5_000, NOON);
        var status = new ChannelStatus(
                SHOP,
                false,
                "ann",
                NOON,
                9,
                1,
                1,
                2,
                3,
                4,
                5,
                6,
                NOON,
                NOON,
                NOON,
                "429 of the channel",
                new Pace(bucket, bucket, 1_000),
                "node-1");
        var ended = new InFlightDemand.Ended(1, "10045", 2, NOON, "order poll");
        return ChannelTold.of(
                status, new InFlightDemand.PollStatus(NOON, NOON, NOON, "a dead letter is open", List.of(ended)));
    }

    static ExplainedTold explained() {
        var term =
                new PoolTerm("WH1", "10046", 2L, 20, 1, 1, 1, 1L, 16, 1, 1L, 14, "default", "rules.yaml:3", NOON, NOON);
        var step = new Step(Step.Kind.BUFFER, 3L, 10, 1L, 5L, 7, 4, "default", "rules.yaml:4");
        var number = new Explanation("shop", "10045", "WH1", 4, List.of(term), List.of(step), "abc");
        var listing = new Listing(1, SHOP, new Sku("10045"), new LocationId("WH1"), Map.of("asin", "B01"));
        return ExplainedTold.of(
                new ExplainedListing(
                        listing,
                        new Holding(4L, 4L, 2, true, false),
                        NOON,
                        number,
                        number,
                        true,
                        "SENDING",
                        NOON,
                        new EndedInFlight(2, NOON, "ann")),
                "a dead letter is open");
    }
}
