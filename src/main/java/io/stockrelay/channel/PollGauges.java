package io.stockrelay.channel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.stockrelay.shared.ChannelId;
import java.time.Clock;
import java.time.Duration;

/** How old what we know of each channel's own orders is: also on nodes that do not poll themselves. */
public final class PollGauges {

    private final OrderPolls polls;
    private final Clock clock;

    public PollGauges(OrderPolls polls, Clock clock) {
        this.polls = polls;
        this.clock = clock;
    }

    public void register(MeterRegistry registry) {
        for (var channel : polls.channels().keySet()) {
            Gauge.builder("stockrelay.order.poll.age", this, gauges -> gauges.age(channel))
                    .description("since the last complete poll of the channel's orders began; none before the first")
                    .baseUnit("seconds")
                    .tag("channel", channel.value())
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** No number while the database cannot be asked: an old one would look healthy. */
    private double age(ChannelId channel) {
        try {
            return polls.demand()
                    .coverage(channel)
                    .map(coverage -> Duration.between(coverage.begunAt(), clock.instant()))
                    .map(age -> Math.max(0, age.toMillis() / 1_000.0))
                    .orElse(Double.NaN);
        } catch (RuntimeException unreachable) {
            return Double.NaN;
        }
    }
}
