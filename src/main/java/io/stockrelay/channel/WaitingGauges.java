package io.stockrelay.channel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockrelay.shared.ChannelId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Shows how much waits for each channel; asked at most every five seconds, whoever looks and however often. */
public final class WaitingGauges {

    static final Duration FRESH_FOR = Duration.ofSeconds(5);

    private final ChannelStates states;
    private final Clock clock;
    private Map<ChannelId, Waiting> known = Map.of();
    private Instant askedAt = Instant.MIN;
    private boolean isKnown;

    public WaitingGauges(ChannelStates states, Clock clock) {
        this.states = states;
        this.clock = clock;
    }

    public void register(List<ChannelSettings> channels, MeterRegistry registry) {
        for (var channel : channels) {
            listings(channel.id(), "pending", Waiting::pending, registry);
            listings(channel.id(), "sending", Waiting::sending, registry);
            listings(channel.id(), "failed", Waiting::failed, registry);
            Gauge.builder("stockrelay.channel.oldest.waiting", this, gauges -> gauges.of(channel.id(), this::age))
                    .description("age of the oldest change the channel has not confirmed")
                    .baseUnit("seconds")
                    .tag("channel", channel.id().value())
                    .strongReference(true)
                    .register(registry);
        }
    }

    private void listings(ChannelId channel, String state, ToDoubleFunction<Waiting> count, MeterRegistry registry) {
        Gauge.builder("stockrelay.channel.listings", this, gauges -> gauges.of(channel, count))
                .description("listings whose newest number the channel has not confirmed")
                .tag("channel", channel.value())
                .tag("state", state)
                .strongReference(true)
                .register(registry);
    }

    private double age(Waiting waiting) {
        var oldest = waiting.oldestAt();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
    }

    /** No number while the database cannot be asked: an old one would look healthy. */
    private synchronized double of(ChannelId channel, ToDoubleFunction<Waiting> figure) {
        var now = clock.instant();
        if (!now.isBefore(askedAt.plus(FRESH_FOR))) {
            ask(now);
        }
        return isKnown ? figure.applyAsDouble(known.getOrDefault(channel, Waiting.NOTHING)) : Double.NaN;
    }

    private void ask(Instant now) {
        askedAt = now;
        try {
            known = states.waiting();
            isKnown = true;
        } catch (RuntimeException unreachable) {
            isKnown = false;
        }
    }
}
