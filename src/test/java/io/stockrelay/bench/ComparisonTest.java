package io.stockrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void a_ratio_is_that_of_the_medians_so_one_disturbed_round_does_not_move_it() {
        var row = compared(Target.ofMedian(0.5), List.of(40L, 60L, 1L), List.of(100L, 100L, 5_000L))
                .row();

        assertThat(row.ratio()).isEqualTo(0.4);
        assertThat(row.isReached()).isFalse();
    }

    @Test
    void against_the_best_the_floors_best_round_counts() {
        var row = compared(new Target(1.0, true, null), List.of(100L, 120L, 110L), List.of(90L, 110L, 100L))
                .row();

        assertThat(row.floor()).isEqualTo(110);
        assertThat(row.ratio()).isEqualTo(1.0);
        assertThat(row.isReached()).isTrue();
    }

    @Test
    void a_target_with_a_latency_needs_both() {
        var target = new Target(0.5, false, Duration.ofMillis(15));

        assertThat(compared(target, List.of(100L), List.of(100L)).row().isReached())
                .as("p99 of 20 ms")
                .isFalse();
        assertThat(target.isReached(1.0, Duration.ofMillis(15))).isTrue();
        assertThat(target.isReached(1.0, null)).isFalse();
    }

    @Test
    void the_floors_own_latency_is_told_beside_ours() {
        var slow = new Latency(Duration.ofMillis(5), Duration.ofMillis(70));
        var floor = new Slice(new Work(100, Duration.ofSeconds(1), slow), new CpuTime(Duration.ZERO, null, null));

        var row = new Comparison("path", "calls/s", Target.NONE, List.of(slice(100)), List.of(floor)).row();

        assertThat(row.p99()).isEqualTo(Duration.ofMillis(20));
        assertThat(row.notes()).containsExactly("the floor's own p50 / p99: 5.0 ms / 70.0 ms");
    }

    @Test
    void cpu_is_told_per_unit_and_missing_where_the_system_does_not_tell() {
        var row = compared(Target.ofMedian(0.5), List.of(100L), List.of(100L)).row();

        assertThat(row.programCpuMicros()).isEqualTo(10.0);
        assertThat(row.databaseCpuMicros()).isNull();
        assertThat(row.clientsCpuMicros()).isEqualTo(3.0);
    }

    private static Comparison compared(Target target, List<Long> ours, List<Long> floors) {
        return new Comparison(
                "path",
                "events/s",
                target,
                ours.stream().map(ComparisonTest::slice).toList(),
                floors.stream().map(ComparisonTest::slice).toList());
    }

    private static Slice slice(long perSecond) {
        var latency = new Latency(Duration.ofMillis(2), Duration.ofMillis(20));
        return new Slice(
                new Work(perSecond, Duration.ofSeconds(1), latency),
                new CpuTime(Duration.ofNanos(perSecond * 10_000), null, Duration.ofNanos(perSecond * 3_000)));
    }
}
