package io.stockrelay.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Map<Kept, Integer> counted = new EnumMap<>(Kept.class);

    @Test
    void each_kind_is_removed_by_its_own_age_in_batches_until_nothing_is_left() {
        var sends = new Rows(Kept.SENDS, 25);
        var receipts = new Rows(Kept.RECEIPTS, 3);

        assertThat(housekeeping(sends, receipts).round()).isTrue();

        assertThat(sends.left).isZero();
        assertThat(sends.asked).hasSize(3).containsOnly(NOW.minus(Duration.ofDays(2)));
        assertThat(receipts.asked).containsExactly(NOW.minus(Duration.ofDays(30)));
        assertThat(counted).containsEntry(Kept.SENDS, 25).containsEntry(Kept.RECEIPTS, 3);
    }

    @Test
    void a_round_is_bounded_and_says_that_there_is_more() {
        var sends = new Rows(Kept.SENDS, 1_000_000);

        assertThat(housekeeping(sends).round()).isFalse();

        assertThat(sends.asked).hasSize(Housekeeping.STEPS_MAX);
    }

    @Test
    void one_kind_in_trouble_never_keeps_the_others() {
        var sends = new Rows(Kept.SENDS, -1);
        var receipts = new Rows(Kept.RECEIPTS, 3);

        assertThat(housekeeping(sends, receipts).round()).isTrue();

        assertThat(receipts.left).isZero();
    }

    private Housekeeping housekeeping(Expiring... expiring) {
        var settings =
                new RetentionSettings(Map.of(Kept.SENDS, Duration.ofDays(2)), RetentionSettings.EVERY_DEFAULT, 1, 10);
        return new Housekeeping(
                List.of(expiring),
                settings,
                new SettableClock(NOW),
                (kind, rows) -> counted.merge(kind, rows, Integer::sum));
    }

    /** So many old rows; fewer than none is a table in trouble. */
    private static final class Rows implements Expiring {
        private final Kept kind;
        private final List<Instant> asked = new ArrayList<>();
        private int left;

        Rows(Kept kind, int left) {
            this.kind = kind;
            this.left = left;
        }

        @Override
        public Kept kind() {
            return kind;
        }

        @Override
        public Step removeBefore(Instant time, int limit) {
            if (left < 0) {
                throw new IllegalStateException("the table is locked");
            }
            asked.add(time);
            int removed = Math.min(left, limit);
            left -= removed;
            return new Step(removed, removed < limit);
        }
    }
}
