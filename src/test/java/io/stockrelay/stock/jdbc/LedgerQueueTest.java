package io.stockrelay.stock.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerFull;
import io.stockrelay.stock.Submission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LedgerQueueTest {

    private static final Duration WAIT_MAX = Duration.ofSeconds(3);

    final AtomicLong nanos = new AtomicLong(-5); // such clocks may be below zero
    final LedgerQueue queue = new LedgerQueue(new LedgerSettings(2, 3, 10, 4, WAIT_MAX), nanos::get);

    @Test
    void there_is_room_until_the_first_has_waited_too_long() {
        queue.offer(one());
        nanos.addAndGet(WAIT_MAX.toNanos());

        assertThatCode(queue::requireRoom).doesNotThrowAnyException();

        nanos.addAndGet(1);

        assertThatThrownBy(queue::requireRoom).isInstanceOf(LedgerFull.class).hasMessageContaining("3000 ms");
        assertThatThrownBy(() -> queue.offer(one())).isInstanceOf(LedgerFull.class);
    }

    @Test
    void there_is_room_again_once_a_writer_took_what_waited() throws Exception {
        queue.offer(one());
        nanos.addAndGet(WAIT_MAX.toNanos() + 1);
        queue.take();

        assertThatCode(queue::requireRoom).doesNotThrowAnyException();
    }

    @Test
    void whoever_can_wait_is_let_in_however_long_it_takes() throws Exception {
        queue.offer(one());
        nanos.addAndGet(WAIT_MAX.toNanos() + 1);

        assertThat(queue.put(one())).isNotDone();
    }

    @Test
    void more_parts_than_the_queue_may_hold_are_refused() {
        queue.offer(one());
        queue.offer(one());
        queue.offer(one());
        queue.offer(one());

        assertThatThrownBy(() -> queue.offer(one()))
                .isInstanceOf(LedgerFull.class)
                .hasMessageContaining("no more than 4");
    }

    @Test
    void a_second_writer_helps_only_where_much_waits() throws Exception {
        queue.offer(one());
        queue.offer(one());

        assertThat(queue.takeToHelp()).isEmpty();

        queue.offer(one());

        assertThat(queue.takeToHelp()).hasSize(3);
        assertThat(queue.takeToHelp()).isEmpty();
        assertThat(queue.take()).isEmpty();
    }

    private static Submission one() {
        return new Submission(TestLedger.delivery(Events.WMS), List.of(), List.of(), List.of(), List.of());
    }
}
