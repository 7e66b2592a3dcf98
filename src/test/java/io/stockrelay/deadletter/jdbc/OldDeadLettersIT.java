package io.stockrelay.deadletter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockrelay.deadletter.DeadLetter;
import io.stockrelay.deadletter.DeadLetter.State;
import io.stockrelay.deadletter.DeadLetterFilter;
import io.stockrelay.deadletter.Samples;
import io.stockrelay.retention.Expiring.Step;
import io.stockrelay.shared.Delivery;
import io.stockrelay.testkit.SettableClock;
import io.stockrelay.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OldDeadLettersIT {

    @RegisterExtension
    static final TestPostgres DB = TestPostgres.migrated();

    private final SettableClock clock = new SettableClock(Samples.NOON);
    private final DataSource source = DB.dataSource();
    private final JdbcDeadLetters letters = new JdbcDeadLetters(source, () -> "gen-1", clock);
    private final JdbcDeadLetterStore store = new JdbcDeadLetterStore(source, clock);
    private final OldDeadLetters old = new OldDeadLetters(source);

    @BeforeEach
    void clean() {
        DB.jdbc()
                .sql("truncate dead_letter_message, dead_letter, dead_letter_trail")
                .update();
    }

    @Test
    void closed_long_ago_goes_with_trail_and_message_and_open_stays_however_old() {
        letters.keep(Samples.delivery("1"), List.of(Samples.unknownSku("discarded")));
        letters.keep(Samples.delivery("2"), List.of(Samples.unknownSku("open")));
        close("discarded");
        clock.forward(Duration.ofDays(300));
        letters.keep(Samples.delivery("3"), List.of(Samples.unknownSku("young")));
        close("young");

        assertThat(old.removeBefore(clock.instant().minus(Duration.ofDays(299)), 100))
                .isEqualTo(new Step(1, true));

        assertThat(events()).containsExactlyInAnyOrder("open", "young");
        assertThat(rows("dead_letter_message")).isEqualTo(2);
        assertThat(orphans()).isZero();
    }

    @Test
    void a_message_stays_as_long_as_one_of_its_letters() {
        var delivery = Samples.delivery("{}");
        letters.keep(delivery, List.of(Samples.unknownSku("closed"), Samples.unknownSku("open")));
        close("closed");
        clock.forward(Duration.ofDays(300));

        old.removeBefore(clock.instant(), 100);
        assertThat(rows("dead_letter_message")).isEqualTo(1);

        close("open");
        clock.forward(Duration.ofDays(1));
        old.removeBefore(clock.instant(), 100);
        assertThat(rows("dead_letter_message")).isZero();
    }

    @Test
    void batches_end_at_their_limit() {
        for (int i = 0; i < 5; i++) {
            letters.keep(Samples.delivery("" + i), List.of(Samples.unknownSku("e" + i)));
            close("e" + i);
        }
        clock.forward(Duration.ofDays(1));

        assertThat(old.removeBefore(clock.instant(), 3)).isEqualTo(new Step(3, false));
        assertThat(old.removeBefore(clock.instant(), 3)).isEqualTo(new Step(2, true));
        assertThat(old.removeBefore(clock.instant(), 3)).isEqualTo(new Step(0, true));
    }

    @Test
    void while_failures_are_being_kept_nothing_is_removed_and_they_lose_nothing() {
        Delivery delivery = Samples.delivery("{}");
        letters.keep(delivery, List.of(Samples.unknownSku("again")));
        close("again");
        clock.forward(Duration.ofDays(1));

        TestPostgres.transactionsOn(source).executeWithoutResult(open -> {
            letters.keep(delivery, List.of(Samples.unknownSku("other")));
            assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> old.removeBefore(clock.instant(), 100))
                            .join())
                    .rootCause()
                    .hasMessageContaining("lock timeout");
        });
        assertThat(events()).containsExactlyInAnyOrder("again", "other");

        old.removeBefore(clock.instant(), 100);
        assertThat(events()).containsExactly("other");
        assertThat(rows("dead_letter_message")).isEqualTo(1);
        assertThat(orphans()).isZero();
    }

    private void close(String event) {
        var read = store.list(DeadLetterFilter.ALL, Long.MAX_VALUE, 100).stream()
                .filter(letter -> event.equals(letter.eventId()))
                .findFirst()
                .orElseThrow();
        assertThat(store.close(read, State.DISCARDED, "test", "anna")).isTrue();
    }

    private List<String> events() {
        return store.list(DeadLetterFilter.ALL, Long.MAX_VALUE, 100).stream()
                .map(DeadLetter::eventId)
                .map(String::valueOf)
                .toList();
    }

    private static long rows(String table) {
        return DB.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    private static long orphans() {
        return DB.jdbc()
                .sql("select count(*) from dead_letter_trail t where not exists"
                        + " (select from dead_letter d where d.id = t.dead_letter)")
                .query(Long.class)
                .single();
    }
}
