package io.stockrelay.channel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.stockrelay.shared.ChannelId;
import java.time.Duration;
import java.util.Locale;

/** Counts what publishing does. Labels are channels and words of our own enums, never listings. */
public final class ChannelMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;

    public ChannelMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** One call was answered, or not. */
    void called(ChannelId channel, Verdict.Call result) {
        count("stockrelay.channel.calls", "calls that set numbers, by what the reply said of the channel", channel)
                .tag("result", word(result))
                .register(registry)
                .increment();
    }

    /** A poll of the channel's orders came to this. */
    void polled(ChannelId channel, PollOutcome outcome) {
        count("stockrelay.order.polls", "polls of a channel's own orders, by what came of them", channel)
                .tag("outcome", word(outcome))
                .register(registry)
                .increment();
    }

    /** Units that vanished on the channel turned out to be nobody's order. */
    void ended(ChannelId channel, long units) {
        count("stockrelay.order.poll.ended", "units in flight that a poll of the channel's orders ended", channel)
                .register(registry)
                .increment(units);
    }

    /** One number of a call came to this. */
    void settled(ChannelId channel, Settlement.Kind outcome) {
        count("stockrelay.channel.items", "numbers in calls, by what became of them", channel)
                .tag("outcome", word(outcome))
                .register(registry)
                .increment();
    }

    private static Counter.Builder count(String name, String description, ChannelId channel) {
        return Counter.builder(name).description(description).tag("channel", channel.value());
    }

    /**
     * @param sinceChange from the oldest change that the number tells of
     */
    void confirmed(ChannelId channel, Duration sinceChange) {
        Timer.builder("stockrelay.channel.time.to.confirm")
                .description("from a committed change to the channel's confirmation")
                .tag("channel", channel.value())
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(sinceChange.isNegative() ? Duration.ZERO : sinceChange);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
