package io.stockrelay.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Tag;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelMetersIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private PublishingStage stage;

    @BeforeEach
    void open() {
        stage = new PublishingStage(
                DB,
                "meters" + System.nanoTime(),
                new FakeShop(100, true, true),
                new ChannelSettings.Pace(0, 1),
                "A",
                "B",
                "BAD");
    }

    @Test
    void calls_and_numbers_are_counted_by_what_became_of_them() {
        stage.shop.locked.add("BAD");
        stage.stock("A", 1);
        stage.stock("B", 2);
        stage.stock("BAD", 3);
        stage.run();
        stage.shop.faults.add(FakeShop.Fault.TIMEOUT_AFTER_APPLY);
        stage.stock("A", 4);
        stage.run();

        assertThat(count("stockrelay.channel.items", "outcome", "failed")).isEqualTo(1);
        assertThat(count("stockrelay.channel.items", "outcome", "pending")).isEqualTo(2); // beside the bad one
        assertThat(count("stockrelay.channel.items", "outcome", "confirmed")).isEqualTo(2);
        assertThat(count("stockrelay.channel.items", "outcome", "unsettled")).isEqualTo(1);
        assertThat(count("stockrelay.channel.calls", "result", "answered")).isEqualTo(2);
        assertThat(count("stockrelay.channel.calls", "result", "in-trouble")).isEqualTo(1);
    }

    @Test
    void the_time_to_confirm_runs_from_the_oldest_change() {
        stage.stock("A", 1);
        stage.clock.forward(Duration.ofSeconds(3));
        stage.stock("A", 2);
        stage.clock.forward(Duration.ofSeconds(4));
        stage.run();

        var timer = stage.meters.get("stockrelay.channel.time.to.confirm").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.max(TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void what_waits_is_shown_with_its_age_and_asked_for_only_now_and_then() {
        var gauges = new WaitingGauges(stage.states, stage.clock);
        gauges.register(List.of(stage.settings), stage.meters);
        stage.shop.locked.add("BAD");
        stage.stock("BAD", 3);
        stage.run();
        stage.stock("A", 1);
        stage.stock("B", 2);
        stage.clock.forward(Duration.ofSeconds(9));

        assertThat(listings("pending")).isEqualTo(2);
        assertThat(listings("sending")).isZero();
        assertThat(listings("failed")).isEqualTo(1);
        assertThat(oldest()).isCloseTo(9, within(0.001));

        stage.run();
        assertThat(listings("pending")).isEqualTo(2); // as it was asked last
        stage.clock.forward(WaitingGauges.FRESH_FOR);
        assertThat(listings("pending")).isZero();
        assertThat(oldest()).isZero();
    }

    @Test
    void no_label_grows_with_the_catalogue() {
        stage.stock("A", 1);
        stage.run();

        var labels = new TreeSet<String>();
        stage.meters
                .getMeters()
                .forEach(meter ->
                        meter.getId().getTags().stream().map(Tag::getKey).forEach(labels::add));
        assertThat(labels).containsExactly("channel", "le", "outcome", "result"); // le: the fixed buckets
    }

    private double count(String name, String label, String value) {
        return stage.meters.get(name).tag(label, value).counter().count();
    }

    private double listings(String state) {
        return stage.meters
                .get("stockrelay.channel.listings")
                .tag("state", state)
                .gauge()
                .value();
    }

    private double oldest() {
        return stage.meters.get("stockrelay.channel.oldest.waiting").gauge().value();
    }
}
