package io.stockrelay.reservation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private final AtomicLong nanos = new AtomicLong(-5); // where it starts is up to the machine
    private final Repeats repeats = new Repeats(nanos::get);

    @Test
    void there_were_none_before_the_first() {
        assertThat(repeats.wereLately()).isFalse();
    }

    @Test
    void lately_ends_after_ten_seconds_without_another() {
        repeats.seen();
        pass(Repeats.LATELY.toNanos() - 1);
        assertThat(repeats.wereLately()).isTrue();

        repeats.seen();
        pass(Repeats.LATELY.toNanos() - 1);
        assertThat(repeats.wereLately()).isTrue();

        pass(1);
        assertThat(repeats.wereLately()).isFalse();
    }

    private void pass(long time) {
        nanos.addAndGet(time);
    }
}
