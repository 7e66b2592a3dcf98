package io.stockrelay.channel;

import io.stockrelay.shared.ChannelId;
import java.util.Map;
import java.util.Optional;

/** Whose orders are polled, and what that needs. */
public record OrderPolls(Map<ChannelId, OrderPollSettings> channels, InFlightDemand demand, OrderEntrance entrance) {

    public OrderPolls {
        channels = Map.copyOf(channels);
    }

    Optional<OrderPollSettings> of(ChannelId channel) {
        return Optional.ofNullable(channels.get(channel));
    }
}
