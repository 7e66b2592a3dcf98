package io.stockrelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockrelay.sandbox.JournalEntry;
import io.stockrelay.sandbox.JournalEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedChangesTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final RecordedChanges changes = new RecordedChanges();

    @Test
    void a_write_shows_every_change_up_to_its_number_and_no_later_one() {
        changes.add("A", START);
        changes.add("A", START.plusMillis(10));
        changes.add("A", START.plusMillis(20));

        var shown = changes.untilShown(List.of(write("A", 102, 30), write("A", 103, 70)), Map.of("A", 100L));

        assertThat(shown).containsExactly(Duration.ofMillis(30), Duration.ofMillis(20), Duration.ofMillis(50));
    }

    @Test
    void what_is_not_shown_yet_and_other_listings_are_left_out() {
        changes.add("A", START);

        assertThat(changes.untilShown(List.of(write("A", 100, 5), write("B", 500, 6)), Map.of("A", 100L)))
                .isEmpty();
        assertThat(changes.count()).isEqualTo(1);
    }

    private static JournalEntry write(String listing, long value, long millis) {
        return new JournalEntry(1, Kind.WRITE, listing, 0, value, START.plusMillis(millis), "key");
    }
}
