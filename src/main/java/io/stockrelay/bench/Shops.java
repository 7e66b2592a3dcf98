package io.stockrelay.bench;

import io.stockrelay.bench.PublishHome.ChannelKind;
import io.stockrelay.sandbox.SandboxChannel;
import io.stockrelay.sandbox.SandboxServer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The simulated channels by item. */
record Shops(SandboxServer server, int skus) {

    SandboxChannel of(ChannelKind channel) {
        return switch (channel) {
            case SHOPIFY -> server.shopify();
            case AMAZON -> server.amazon();
            case DEALER_PORTAL -> server.dealer();
        };
    }

    /** What the item's channel shows of it; -1 where it does not know it. */
    long units(int sku) {
        var channel = PublishHome.channelOf(sku);
        return of(channel).quantityOf(channel.listing(sku)).orElse(-1);
    }

    /** The same of all items, by listing. */
    Map<String, Long> units() {
        return IntStream.range(0, skus)
                .boxed()
                .collect(Collectors.toMap(sku -> PublishHome.channelOf(sku).listing(sku), this::units));
    }

    /** Where the journal of each channel ends now, in the order of {@link ChannelKind}. */
    long[] journalEnds() {
        return Arrays.stream(ChannelKind.values())
                .mapToLong(channel -> of(channel).journal().newest())
                .toArray();
    }
}
