package io.stockrelay.stock.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.stock.Events;
import io.stockrelay.stock.LedgerUnavailable;
import io.stockrelay.stock.Submission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;

class DurableAnswersTest {

    final LedgerQueue queue = new LedgerQueue(new LedgerSettings(2, 3, 1, 10, Duration.ofSeconds(3)), System::nanoTime);
    final Disk disk = new Disk();
    final DurableAnswers durable = new DurableAnswers(queue, disk);

    @BeforeEach
    void start() {
        durable.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        disk.writes.release(100);
        durable.stop();
    }

    @Test
    void one_wait_for_the_disk_is_for_all_that_came_during_the_last() throws Exception {
        var first = decided();
        disk.asked.acquire();
        var second = decided();
        var third = decided();

        assertThat(first).isNotDone();
        disk.writes.release();
        first.join();
        disk.asked.acquire();
        assertThat(second).isNotDone();
        assertThat(third).isNotDone();
        disk.writes.release();

        assertThat(second.join()).isEqualTo("yes");
        assertThat(third.join()).isEqualTo("yes");
        assertThat(disk.asked.availablePermits()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void what_the_disk_may_not_have_is_told_as_unknown() throws Exception {
        disk.failure = new DataAccessResourceFailureException("gone");
        var answer = decided();
        disk.writes.release();

        assertThatThrownBy(answer::join)
                .hasCauseInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("not known whether");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void a_failure_that_nobody_foresaw_is_told_too_and_is_not_the_last_answer() throws Exception {
        disk.failure = new IllegalStateException("unforeseen");
        var unknown = decided();
        disk.writes.release();
        assertThatThrownBy(() -> unknown.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(LedgerUnavailable.class);

        disk.failure = null;
        var answer = decided();
        disk.writes.release();

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("yes");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void what_was_committed_is_answered_before_it_stops() throws Exception {
        var answer = decided();
        disk.writes.release();

        durable.stop();

        assertThat(answer).isCompletedWithValue("yes");
    }

    private CompletableFuture<Object> decided() throws InterruptedException {
        var answer = queue.offer(
                new Submission(TestLedger.delivery(Events.WMS), List.of(), List.of(), List.of(), List.of()));
        durable.add(queue.take(), List.of("yes"));
        return answer;
    }

    /** Writes when it may. */
    private static final class Disk extends JdbcTemplate {

        final Semaphore asked = new Semaphore(0);
        final Semaphore writes = new Semaphore(0);
        volatile @Nullable RuntimeException failure;

        @Override
        public <T> @Nullable T execute(String sql, PreparedStatementCallback<T> action) {
            asked.release();
            writes.acquireUninterruptibly();
            if (failure != null) {
                throw failure;
            }
            return null;
        }
    }
}
